-- Spreads the private tables over the nodes of Citus by diary (docs/deployment/growing.md, "Parting by diary"). Run on the
-- coordinator after by-diary.sql, with the site stopped. Each of its steps is done as a whole or not at all; a second run
-- does what is left, and changes nothing when nothing is.
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
  -- With these keys Citus would take all tables of the site for its own, and it can take none with an identity column.
  FOR of, name IN
    SELECT conrelid, conname FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY (parted) AND confrelid = 'poses_pose'::regclass
      AND conrelid NOT IN (SELECT logicalrelid FROM pg_dist_partition)
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', of, name);
  END LOOP;
  IF 'poses_pose'::regclass NOT IN (SELECT logicalrelid FROM pg_dist_partition) THEN
    PERFORM create_reference_table('poses_pose');
  END IF;
  FOREACH of IN ARRAY parted LOOP
    IF of NOT IN (SELECT logicalrelid FROM pg_dist_partition) THEN
      PERFORM create_distributed_table(
        of, 'diary_id', colocate_with => CASE WHEN of = parted[1] THEN 'default' ELSE parted[1]::text END
      );
    END IF;
  END LOOP;
END
$$;

-- In a transaction of its own: rows that have just been spread are not checked yet.
DO $$
DECLARE
  of regclass;
BEGIN
  FOREACH of IN ARRAY ARRAY['journal_practiceitem', 'journal_ownroutineitem']::regclass[] LOOP
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = of AND confrelid = 'poses_pose'::regclass) THEN
      EXECUTE format(
        'ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (pose_id) REFERENCES poses_pose (id) DEFERRABLE INITIALLY DEFERRED',
        of, of || '_of_a_pose'
      );
    END IF;
  END LOOP;
END
$$;

-- What was there before stays on the coordinator's disk, unseen, until this.
SELECT truncate_local_data_after_distributing_table(name) FROM unnest(ARRAY[
  'journal_practiceitem', 'journal_practice', 'journal_ownroutineitem', 'journal_ownroutine', 'journal_cramp',
  'journal_night', 'journal_circumstance', 'journal_experiment', 'journal_evaluation', 'journal_reminder',
  'journal_upload'
]::regclass[]) AS name;

ANALYZE;
