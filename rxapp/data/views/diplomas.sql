-- What is true of diplomas: signed or not yet, taken back or not, and who may get one by the rule of the programme.

-- The statement that counts: the latest by a key that was not revoked.
CREATE VIEW statement_now AS
SELECT diploma, statement, key, credential, subject, signed_at
FROM (SELECT diploma_statement.*,
             row_number() OVER (PARTITION BY diploma_statement.diploma
                                ORDER BY diploma_statement.signed_at DESC, diploma_statement.id) AS place
      FROM diploma_statement
      WHERE diploma_statement.key NOT IN (SELECT key FROM site_key WHERE revoked_on IS NOT NULL))
WHERE place = 1;

-- Every diploma with its proof. `state`: 'revoked', 'ready', or 'being_made' until the server has signed it.
-- `is_double` when the same learner has an earlier one of the same group that still counts: given on two tablets.
CREATE VIEW diploma_now AS
SELECT diploma.id, diploma.learner, diploma.programme, diploma.learning_group, diploma.first_name, diploma.achievement,
       diploma.first_on, diploma.last_on, diploma.issued_on, diploma.leader_name, diploma.picture, diploma.created_by,
       CASE WHEN diploma.id IN (SELECT diploma FROM revoked_diploma) THEN 'revoked'
            WHEN statement_now.statement IS NOT NULL THEN 'ready' ELSE 'being_made' END AS state,
       statement_now.statement, statement_now.credential, statement_now.subject, statement_now.signed_at,
       EXISTS (SELECT 1 FROM diploma AS earlier
               WHERE earlier.learner = diploma.learner AND earlier.learning_group = diploma.learning_group
                 AND (earlier.created_at, earlier.id) < (diploma.created_at, diploma.id)
                 AND earlier.id NOT IN (SELECT diploma FROM revoked_diploma)) AS is_double
FROM diploma LEFT JOIN statement_now ON statement_now.diploma = diploma.id;

-- Who of each group gets a diploma, and why not. Without a rule the leader decides (`verdict` 'by_hand'); with a rule
-- the verdict is that of `certificate_progress`. A diploma that still counts makes it 'given'.
CREATE VIEW diploma_candidate AS
SELECT enrolment.learning_group, enrolment.programme, enrolment.learner, learner.first_name, learner.symbol,
       enrolment.id AS enrolment,
       CASE WHEN given.id IS NOT NULL THEN 'given'
            WHEN progress.verdict = 'awarded' THEN iif(progress.meetings_to_go + progress.modules_to_go = 0,
                                                       iif(progress.by_hand, 'by_hand', 'earned'), 'by_hand')
            ELSE coalesce(progress.verdict, 'by_hand') END AS verdict,
       coalesce(progress.held, 0) AS held, coalesce(progress.present, 0) AS present,
       coalesce(progress.needed, 0) AS needed, coalesce(progress.meetings_to_go, 0) AS meetings_to_go,
       coalesce(progress.modules_to_go, 0) AS modules_to_go, given.id AS diploma
FROM enrolment JOIN learner ON learner.id = enrolment.learner
LEFT JOIN certificate_progress AS progress ON progress.enrolment = enrolment.id
LEFT JOIN (SELECT learner, learning_group, min(id) AS id FROM diploma
           WHERE id NOT IN (SELECT diploma FROM revoked_diploma) GROUP BY learner, learning_group) AS given
  ON given.learner = enrolment.learner AND given.learning_group = enrolment.learning_group
WHERE enrolment.started_on IS NOT NULL AND enrolment.learning_group IS NOT NULL;

-- What lands in the folder by itself, in the columns of `timeline`: a diploma that counts.
CREATE VIEW diploma_event AS
SELECT learner, issued_on AS day, issued_on AS at, 'diploma' AS kind, id AS row, achievement AS words, state AS detail,
       created_by AS staff
FROM diploma_now WHERE state <> 'revoked';
