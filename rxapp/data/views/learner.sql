-- What a learner's own page tells, in counts and the learner's own words. No note, no remark by a trainer is read here.

-- How often a learner came, in all groups together.
CREATE VIEW learner_came AS
SELECT attended.learner, count(DISTINCT held_session.id) AS times, min(held_session.day) AS first_on,
       max(held_session.day) AS last_on
FROM attended JOIN held_session ON held_session.id = attended.session
WHERE attended.is_present GROUP BY attended.learner;

-- A dot for each meeting that a learner was expected at.
CREATE VIEW learner_dot AS
SELECT attended.learner, held_session.id AS session, held_session.day, held_session.starts, attended.is_present
FROM attended JOIN held_session ON held_session.id = attended.session;

-- Goals with their steps as counts and whether it is the one to go on with. "Nu" is what was said at the latest signed
-- evaluation, where learner and trainer looked back together.
CREATE VIEW learner_goal AS
SELECT goal.id, goal.learner, goal.sentence, goal.picture, goal.position, coalesce(goal.state, 'open') AS state,
       goal.state_on, goal.at_start AS then_words,
       (SELECT goal_review.words FROM goal_review JOIN evaluation ON evaluation.id = goal_review.evaluation
        WHERE goal_review.goal = goal.id AND evaluation.signed_on IS NOT NULL
        ORDER BY evaluation.signed_on DESC, goal_review.id LIMIT 1) AS now_words,
       (SELECT count(*) FROM goal_step WHERE goal_step.goal = goal.id AND goal_step.words <> '') AS steps,
       (SELECT count(*) FROM goal_step WHERE goal_step.goal = goal.id AND goal_step.words <> ''
        AND goal_step.state = 'done') AS steps_done,
       next_goal.goal IS NOT NULL AS is_next
FROM goal LEFT JOIN next_goal ON next_goal.learner = goal.learner AND next_goal.goal = goal.id
WHERE goal.state IS NOT 'stopped';

-- When each learner is expected next: the first meeting that was not opened yet, today's too.
CREATE VIEW learner_next AS
SELECT learner, session, day, starts, name, symbol, place
FROM (
  SELECT enrolment.learner, session.id AS session, session.day, session.starts, group_now.name, group_now.symbol,
         group_now.place,
         row_number() OVER (PARTITION BY enrolment.learner ORDER BY session.day, session.starts, session.id) AS turn
  FROM enrolment JOIN session ON session.learning_group = enrolment.learning_group
  JOIN group_now ON group_now.id = enrolment.learning_group
  WHERE enrolment.started_on <= session.day AND (enrolment.left_on IS NULL OR enrolment.left_on > session.day)
    AND session.day >= (SELECT today FROM clock) AND session.opened_at IS NULL
    AND coalesce(session.state, 'planned') <> 'cancelled')
WHERE turn = 1;

-- Who looked in a learner's folder, the latest day of each.
CREATE VIEW learner_look AS
SELECT folder_opening.learner, folder_opening.staff, staff.first_name, staff.symbol,
       max(date(folder_opening.opened_at, 'localtime')) AS last_on,
       count(DISTINCT date(folder_opening.opened_at, 'localtime')) AS days
FROM folder_opening JOIN staff ON staff.id = folder_opening.staff
GROUP BY folder_opening.learner, folder_opening.staff;

-- Books that a learner has now: of the cart, and of a circle while its kit is out.
CREATE VIEW learner_book AS
SELECT running_loan.learner, running_loan.id AS row, 'cart' AS source, running_loan.name, running_loan.author,
       running_loan.colour, running_loan.cover
FROM running_loan WHERE running_loan.learner IS NOT NULL
UNION ALL
SELECT circle_person.learner, circle_now.id, 'circle', circle_now.book, '', circle_now.colour, circle_now.cover
FROM circle_now JOIN circle_person ON circle_person.learning_group = circle_now.id AND circle_person.left_on IS NULL
WHERE EXISTS (SELECT 1 FROM kit_now WHERE kit_now.learning_group = circle_now.id);
