"""`make mutants`: change one small thing of a module at a time, and see whether its tests notice."""
