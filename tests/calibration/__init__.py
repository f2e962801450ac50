"""How often the estimator is right: simulated diaries whose truth is known (`make calibrate`)."""
