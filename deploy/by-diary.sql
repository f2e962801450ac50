-- Constraints for a PostgreSQL that is parted by diary (docs/deployment/growing.md, "Parting by diary"): the primary key of each
-- entry's table begins with the diary, the poses of a practice or routine point at it within their diary, and nothing
-- points at a table that stays whole, but for the poses of the library. Run after deploy/prepare, with the site stopped; a
-- second run changes nothing. A later migration may name a key that is gone.
DO $$
DECLARE
  parted CONSTANT regclass[] := ARRAY[
    'journal_cramp', 'journal_night', 'journal_practice', 'journal_practiceitem', 'journal_ownroutine',
    'journal_ownroutineitem', 'journal_circumstance', 'journal_experiment', 'journal_evaluation', 'journal_reminder',
    'journal_upload'
  ];
  of regclass;
  name text;
BEGIN
  FOR of, name IN
    SELECT conrelid, conname FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY (parted) AND confrelid = ANY (parted || 'journal_diary'::regclass)
      AND conname NOT IN ('practice_item_in_its_diary', 'own_routine_item_in_its_diary')
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', of, name);
  END LOOP;
  FOR of, name IN
    SELECT conrelid, conname FROM pg_constraint
    WHERE contype = 'p' AND conrelid = ANY (parted) AND cardinality(conkey) = 1
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', of, name);
    EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (diary_id, id)', of);
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'practice_item_in_its_diary') THEN
    ALTER TABLE journal_practiceitem ADD CONSTRAINT practice_item_in_its_diary
      FOREIGN KEY (diary_id, practice_id) REFERENCES journal_practice (diary_id, id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE journal_ownroutineitem ADD CONSTRAINT own_routine_item_in_its_diary
      FOREIGN KEY (diary_id, routine_id) REFERENCES journal_ownroutine (diary_id, id) DEFERRABLE INITIALLY DEFERRED;
  END IF;
END
$$;
