-- What the folder ("mapje") asks of the database and writes to it. Ids of new rows that a page goes on with are given
-- by the page; a fact that two tablets may both note has an id made of what it is about.

-- name: learners
-- Everyone who learns here whose name starts with what was typed, with the symbol and in the group where those are given;
-- with :gone 1 instead those who are here no longer.
SELECT learner.id, learner.first_name, learner.symbol,
       coalesce((SELECT group_concat(name, ' · ') FROM (
                   SELECT DISTINCT group_now.name FROM enrolment
                   JOIN group_now ON group_now.id = enrolment.learning_group
                   WHERE enrolment.learner = learner.id AND enrolment.left_on IS NULL)), '') AS groups,
       (SELECT count(*) FROM goal WHERE goal.learner = learner.id AND coalesce(goal.state, 'open') = 'open') AS goals,
       coalesce((SELECT done_on IS NULL FROM intake WHERE intake.learner = learner.id
                 ORDER BY created_at DESC, id LIMIT 1), 0) AS is_intake_open
FROM learner
WHERE (learner.left_on IS NOT NULL) = :gone AND instr(plain(learner.first_name), plain(trim(:words))) = 1
  AND (coalesce(:symbol, '') = '' OR learner.symbol = :symbol)
  AND (coalesce(:learning_group, '') = ''
       OR learner.id IN (SELECT learner FROM roster WHERE learning_group = :learning_group))
ORDER BY plain(learner.first_name), learner.symbol;

-- name: symbols_in_use
-- The picture symbols that learners have.
SELECT DISTINCT symbol FROM learner WHERE left_on IS NULL AND coalesce(symbol, '') <> '' ORDER BY symbol;

-- name: learning_groups
-- The groups that keep names and did not end, to choose from.
SELECT group_now.id, group_now.name, coalesce(group_now.symbol, '') AS symbol, group_now.programme
FROM clock CROSS JOIN group_now
WHERE group_now.keeps_names = 1 AND (group_now.last_on IS NULL OR group_now.last_on >= clock.today)
ORDER BY group_now.name COLLATE NOCASE;

-- name: programmes
-- The programmes that keep names and did not end, to choose from.
SELECT programme.id, programme.name FROM clock CROSS JOIN programme
WHERE coalesce(programme.keeps_names, 1) = 1 AND (programme.ended_on IS NULL OR programme.ended_on >= clock.today)
ORDER BY programme.name COLLATE NOCASE;

-- name: watch_counts
-- How many learners ask for attention; one row.
SELECT (SELECT count(*) FROM quiet_learner) AS quiet, (SELECT count(*) FROM waiting) AS waiting,
       (SELECT count(*) FROM stay JOIN learner ON learner.id = stay.learner
        WHERE stay.state <> 'fine' AND learner.left_on IS NULL) AS ending;

-- name: quiet_learners
-- Learners who take part and were not seen for four weeks or longer, the longest first.
SELECT id, first_name, symbol, last_on, days FROM quiet_learner ORDER BY days DESC, first_name;

-- name: ending_stays
-- Learners whose longest stay ends soon or is over, with the onward route, the first to end first.
SELECT learner.id, learner.first_name, learner.symbol, stay.started_on, stay.ends_on, stay.days_left, stay.state,
       coalesce(stay.onward, '') AS onward
FROM stay JOIN learner ON learner.id = stay.learner
WHERE stay.state <> 'fine' AND learner.left_on IS NULL ORDER BY stay.ends_on, learner.first_name;

-- name: folder
-- The front of one folder; `left_on` is empty for who learns here.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol, coalesce(learner.left_on, '') AS left_on,
       coalesce((SELECT last_on FROM contact WHERE contact.learner = learner.id), '') AS last_on,
       coalesce((SELECT days FROM contact WHERE contact.learner = learner.id), 0) AS days,
       coalesce(stay.state, '') AS stay_state, coalesce(stay.ends_on, '') AS stay_ends_on,
       coalesce(stay.days_left, 0) AS stay_days_left, coalesce(stay.onward, '') AS onward,
       EXISTS (SELECT 1 FROM referral WHERE referral.learner = learner.id AND direction = 'out'
               AND coalesce(state, 'asked') IN ('asked', 'agreed', 'started')) AS is_going_on,
       (SELECT count(*) FROM goal WHERE goal.learner = learner.id AND coalesce(goal.state, 'open') = 'open') AS goals_open,
       (SELECT count(*) FROM goal WHERE goal.learner = learner.id AND goal.state = 'reached') AS goals_reached
FROM learner LEFT JOIN stay ON stay.learner = learner.id AND stay.learner = :learner
WHERE learner.id = :learner;

-- name: intake
-- The latest intake of a learner; `done_on` is empty while the conversation goes on.
SELECT id, coalesce(what, '') AS what, coalesce(why, '') AS why, coalesce(goes_well, '') AS goes_well,
       coalesce(helps, '') AS helps, coalesce(level, '') AS level, coalesce(sums, '') AS sums,
       coalesce(digital, '') AS digital, coalesce(first_language, '') AS first_language, coalesce(times, '[]') AS times,
       coalesce(participation, '') AS participation, coalesce(referred_by, '') AS referred_by,
       coalesce(recruited_by, '') AS recruited_by, coalesce(notice_on, '') AS notice_on, coalesce(done_on, '') AS done_on
FROM intake WHERE learner = :learner ORDER BY created_at DESC, id LIMIT 1;

-- name: goals
-- The goals of a learner with "toen" and "nu", open ones first.
SELECT id, sentence, coalesce(picture, '') AS picture, coalesce(why, '') AS why, state,
       coalesce(state_on, '') AS state_on, coalesce(then_words, '') AS then_words, coalesce(then_on, '') AS then_on,
       coalesce(now_words, '') AS now_words, coalesce(now_face, 0) AS now_face, coalesce(now_on, '') AS now_on,
       steps, steps_done
FROM goal_now WHERE learner = :learner ORDER BY state <> 'open', state <> 'reached', position, id;

-- name: goal
-- One goal, to change its words.
SELECT id, learner, coalesce(sentence, '') AS sentence, coalesce(picture, '') AS picture, coalesce(why, '') AS why,
       coalesce(at_start, '') AS at_start, coalesce(state, 'open') AS state,
       coalesce(goal.state, 'open') = 'open' AND goal.id NOT IN (SELECT goal FROM goal_review WHERE goal IS NOT NULL)
         AND goal.id NOT IN (SELECT goal FROM session_goal WHERE goal IS NOT NULL)
         AND goal.id NOT IN (SELECT goal FROM goal_step WHERE state IS NOT NULL) AS is_untouched,
       coalesce((SELECT words FROM goal_step WHERE goal_step.goal = goal.id AND position = 1), '') AS step_one,
       coalesce((SELECT words FROM goal_step WHERE goal_step.goal = goal.id AND position = 2), '') AS step_two,
       coalesce((SELECT words FROM goal_step WHERE goal_step.goal = goal.id AND position = 3), '') AS step_three
FROM goal WHERE id = :goal;

-- name: goal_steps
-- The steps of all goals of a learner, in order.
SELECT id, goal, position, words, coalesce(state, 'not_yet') AS state, coalesce(state_on, '') AS state_on
FROM goal_step WHERE learner = :learner AND words <> '' ORDER BY goal, position;

-- name: timeline
-- The latest things that happened in a folder, newest first; private notes too, marked, where the device holds them.
-- Without hours (:with_hours 0) only those hours stay about which something was said.
SELECT day, kind, row, coalesce(words, '') AS words, coalesce(detail, '') AS detail, entry.is_private,
       coalesce(staff.first_name, '') AS author,
       coalesce((SELECT learning_group.name FROM session JOIN learning_group ON learning_group.id = session.learning_group
                 WHERE session.id = entry.row AND entry.kind = 'session'), '') AS group_name,
       entry.kind = 'evaluation' AND EXISTS (
         SELECT 1 FROM evaluation WHERE evaluation.id = entry.row AND signed_on IS NULL) AS is_unsigned
FROM (
  SELECT day, at, kind, row, words, detail, staff, 0 AS is_private FROM timeline
  WHERE learner = :learner AND (:with_hours OR kind <> 'session' OR words <> '')
  UNION ALL
  SELECT coalesce(day, substr(created_at, 1, 10)), created_at, 'private_note', id, words, '', created_by, 1
  FROM private_note WHERE learner = :learner
  ORDER BY day DESC, at DESC LIMIT :count) AS entry
LEFT JOIN staff ON staff.id = entry.staff
ORDER BY entry.day DESC, entry.at DESC, entry.row;

-- name: unsigned_evaluation
-- The look back on a learner that nobody signed yet; one row, or none.
SELECT id FROM evaluation WHERE learner = :learner AND signed_on IS NULL ORDER BY last_on DESC, id LIMIT 1;

-- name: evaluation
-- One evaluation.
SELECT evaluation.id, coalesce(first_on, '') AS first_on, coalesce(last_on, '') AS last_on,
       coalesce(at_work, '') AS at_work, coalesce(at_home, '') AS at_home, coalesce(next, '') AS next,
       coalesce(next_words, '') AS next_words, coalesce(signed_on, '') AS signed_on,
       coalesce(staff.first_name, '') AS signed_name
FROM evaluation LEFT JOIN staff ON staff.id = evaluation.signed_by WHERE evaluation.id = :evaluation;

-- name: goal_reviews
-- Every goal of the learner with what this evaluation says of it.
SELECT goal.id, goal.sentence, coalesce(goal.picture, '') AS picture, coalesce(goal.at_start, '') AS then_words,
       coalesce(goal_review.words, '') AS words, coalesce(goal_review.face, 0) AS face
FROM evaluation JOIN goal ON goal.learner = evaluation.learner
LEFT JOIN goal_review ON goal_review.evaluation = evaluation.id AND goal_review.goal = goal.id
WHERE evaluation.id = :evaluation AND (coalesce(goal.state, 'open') <> 'stopped' OR goal_review.id IS NOT NULL)
ORDER BY goal.position, goal.id;

-- name: additions
-- What was put right or added after an evaluation was signed, in order, each by whom.
SELECT evaluation_addition.id, coalesce(day, '') AS day, coalesce(words, '') AS words,
       coalesce(staff.first_name, '') AS first_name
FROM evaluation_addition LEFT JOIN staff ON staff.id = evaluation_addition.created_by
WHERE evaluation = :evaluation ORDER BY evaluation_addition.created_at, evaluation_addition.id;

-- name: referrals
-- Where a learner came from and goes on to, with its state.
SELECT id, direction, coalesce(organisation, '') AS organisation, coalesce(about, '') AS about,
       coalesce(asked_on, '') AS asked_on, coalesce(state, 'asked') AS state, coalesce(state_on, '') AS state_on
FROM referral WHERE learner = :learner ORDER BY asked_on DESC, id;

-- name: enrolments
-- What a learner takes or took part in, with the counts for a certificate where the programme has a rule.
SELECT enrolment.id, enrolment.programme, coalesce(programme.name, '') AS programme_name, enrolment.learning_group,
       coalesce(group_now.name, '') AS group_name, coalesce(enrolment.asked_on, '') AS asked_on,
       coalesce(enrolment.started_on, '') AS started_on, coalesce(enrolment.left_on, '') AS left_on,
       coalesce(enrolment.participation, programme.participation, '') AS participation,
       coalesce(progress.certificate_name, '') AS certificate_name, coalesce(progress.verdict, '') AS verdict,
       coalesce(progress.meetings_to_go, 0) AS meetings_to_go, coalesce(progress.modules_to_go, 0) AS modules_to_go,
       coalesce(progress.present, 0) AS present, coalesce(progress.meetings, 0) AS meetings,
       coalesce(progress.modules_done, 0) AS modules_done, coalesce(progress.modules, 0) AS modules,
       progress.awarded_on IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM diploma WHERE diploma.learner = :learner
           AND diploma.learning_group = enrolment.learning_group) AS may_take_back,
       coalesce(enrolment.left_on > date((SELECT today FROM clock), '-28 days'), 0) AS may_return,
       coalesce(enrolment.started_on = (SELECT today FROM clock), 0) AS is_new
FROM enrolment LEFT JOIN programme ON programme.id = enrolment.programme
LEFT JOIN group_now ON group_now.id = enrolment.learning_group
LEFT JOIN certificate_progress AS progress ON progress.enrolment = enrolment.id AND progress.learner = :learner
WHERE enrolment.learner = :learner ORDER BY enrolment.left_on IS NOT NULL, enrolment.asked_on DESC, enrolment.id;

-- name: modules
-- The modules of the programmes that a learner takes part in, with the day each was done.
SELECT module.id, module.programme, module.name, coalesce(module.minutes, 0) AS minutes,
       coalesce((SELECT max(done_on) FROM module_done
                 WHERE module_done.learner = :learner AND module_done.module = module.id), '') AS done_on
FROM module
WHERE module.programme IN (SELECT programme FROM enrolment WHERE learner = :learner AND left_on IS NULL)
ORDER BY module.programme, module.position;

-- name: openings
-- Who opened this folder and when, newest first.
SELECT folder_opening.opened_at, coalesce(staff.first_name, '') AS first_name, coalesce(staff.symbol, '') AS symbol
FROM folder_opening LEFT JOIN staff ON staff.id = folder_opening.staff
WHERE folder_opening.learner = :learner ORDER BY folder_opening.opened_at DESC LIMIT 100;

-- name: add_learner
-- Somebody new, with an open intake to start the conversation in.
INSERT INTO learner (id, first_name, symbol) VALUES (:learner, :first_name, :symbol);
INSERT INTO intake (id, learner) VALUES (:intake, :learner);

-- name: rename_learner
-- Another first name; without one nothing changes.
UPDATE learner SET first_name = trim(:first_name) WHERE id = :learner AND trim(:first_name) <> '';

-- name: change_symbol
-- Another picture symbol.
UPDATE learner SET symbol = :symbol WHERE id = :learner;

-- name: say_goodbye
-- The learner is here no longer, and goes on where :left_for says; what was still going on ends too.
UPDATE enrolment SET left_on = (SELECT today FROM clock), left_for = :left_for
WHERE learner = :learner AND left_on IS NULL;
UPDATE learner SET left_on = (SELECT today FROM clock) WHERE id = :learner AND left_on IS NULL;

-- name: welcome_back
-- The learner is here after all. What ended on the same day, by mistake then, goes on too.
UPDATE enrolment SET left_on = NULL, left_for = NULL
WHERE learner = :learner AND left_on = (SELECT today FROM clock)
  AND left_on = (SELECT learner.left_on FROM learner WHERE learner.id = :learner);
UPDATE learner SET left_on = NULL WHERE id = :learner;

-- name: start_intake
-- A new conversation with somebody who is known already.
INSERT INTO intake (id, learner) VALUES (:intake, :learner);

-- name: begin_intake
-- The same from a page that stays; the conversation gets the new id.
INSERT INTO intake (id, learner) SELECT :new_id, :learner WHERE NOT EXISTS (
  SELECT 1 FROM intake WHERE learner = :learner AND done_on IS NULL);

-- name: open_folder
-- Note that the folder was opened, by whom and when.
INSERT INTO folder_opening (learner, staff, opened_at) SELECT :learner, me.staff, clock.now FROM me, clock;

-- name: say_wish
-- What exactly and why, in the person's own words. Here and in the other answers NULL leaves what was said before.
UPDATE intake SET what = coalesce(:what, what), why = coalesce(:why, why) WHERE id = :intake;

-- name: say_strengths
-- What goes well already and what helps.
UPDATE intake SET goes_well = coalesce(:goes_well, goes_well), helps = coalesce(:helps, helps) WHERE id = :intake;

-- name: say_level
-- The level, coarse; each may stay empty.
UPDATE intake SET level = coalesce(:level, level), sums = coalesce(:sums, sums), digital = coalesce(:digital, digital),
  first_language = coalesce(:first_language, first_language) WHERE id = :intake;

-- name: say_times
-- The half days that suit, as a JSON array.
UPDATE intake SET times = :times WHERE id = :intake;

-- name: toggle_time
-- A half day suits, or after all it does not.
UPDATE intake SET times = (
  SELECT json_group_array(value) FROM (
    SELECT value FROM json_each(coalesce(intake.times, '[]')) WHERE value <> :time
    UNION ALL
    SELECT :time WHERE :time NOT IN (SELECT value FROM json_each(coalesce(intake.times, '[]'))) ORDER BY 1))
WHERE id = :intake;

-- name: say_participation
-- Voluntary or ordered, who referred and who recruited.
UPDATE intake SET participation = coalesce(:participation, participation),
  referred_by = coalesce(:referred_by, referred_by), recruited_by = coalesce(:recruited_by, recruited_by)
WHERE id = :intake;

-- name: show_notice
-- The privacy notice was shown and read aloud today.
UPDATE intake SET notice_on = (SELECT today FROM clock), notice_by = (SELECT staff FROM me) WHERE id = :intake;

-- name: finish_intake
-- The conversation is done.
UPDATE intake SET done_on = (SELECT today FROM clock) WHERE id = :intake AND done_on IS NULL;

-- name: add_goal
-- A new goal at the end of the list.
INSERT INTO goal (id, learner, sentence, picture, why, at_start, state, state_on, position)
SELECT :goal, :learner, :sentence, :picture, :why, :at_start, 'open', today,
       (SELECT count(*) + 1 FROM goal WHERE learner = :learner) FROM clock;

-- name: write_goal
-- A new goal with up to three steps at once; its id is the new id.
INSERT INTO goal (id, learner, sentence, picture, why, at_start, state, state_on, position)
SELECT :new_id, :learner, :sentence, :picture, :why, :at_start, 'open', today,
       (SELECT count(*) + 1 FROM goal WHERE learner = :learner) FROM clock;
INSERT INTO goal_step (id, learner, goal, position, words)
SELECT substr(:new_id, 1, 15) || position, :learner, :new_id, position, words
FROM (SELECT 1 AS position, :step_one AS words UNION ALL SELECT 2, :step_two UNION ALL SELECT 3, :step_three)
WHERE words <> '';

-- name: change_goal
-- Other words or another picture for a goal; NULL leaves what was there.
UPDATE goal SET sentence = coalesce(:sentence, sentence), picture = coalesce(:picture, picture),
  why = coalesce(:why, why), at_start = coalesce(:at_start, at_start) WHERE id = :goal;

-- name: set_goal_state
-- A goal is reached, stopped, or open again.
UPDATE goal SET state = :state, state_on = (SELECT today FROM clock) WHERE id = :goal AND state IS NOT :state;

-- name: erase_goal
-- A goal that was written by mistake, perhaps in the wrong folder, goes away with its steps; one that was worked on stays.
DELETE FROM goal_step WHERE goal = :goal
  AND goal IN (SELECT id FROM goal WHERE coalesce(state, 'open') = 'open') AND goal NOT IN (
  SELECT goal FROM goal_review WHERE goal IS NOT NULL UNION SELECT goal FROM session_goal WHERE goal IS NOT NULL
  UNION SELECT goal FROM goal_step WHERE state IS NOT NULL);
DELETE FROM goal WHERE id = :goal AND coalesce(state, 'open') = 'open' AND id NOT IN (
  SELECT goal FROM goal_review WHERE goal IS NOT NULL UNION SELECT goal FROM session_goal WHERE goal IS NOT NULL
  UNION SELECT goal FROM goal_step WHERE goal IS NOT NULL);

-- name: save_step
-- The words of step 1, 2 or 3 of a goal; empty words take it away.
INSERT INTO goal_step (id, learner, goal, position, words)
SELECT substr(goal.id, 1, 15) || :position, goal.learner, goal.id, :position, :words FROM goal
WHERE goal.id = :goal AND NOT EXISTS (SELECT 1 FROM goal_step WHERE id = substr(goal.id, 1, 15) || :position);
UPDATE goal_step SET words = :words WHERE id = substr(:goal, 1, 15) || :position;

-- name: set_step_state
-- A step is not yet begun, busy or done, as of today.
UPDATE goal_step SET state = :state, state_on = (SELECT today FROM clock) WHERE id = :step AND state IS NOT :state;

-- name: write_note
-- A note of today, in the folder or for trainers only.
INSERT INTO note (learner, day, words) SELECT :learner, today, :words FROM clock WHERE :is_private = 0;
INSERT INTO private_note (learner, day, words) SELECT :learner, today, :words FROM clock WHERE :is_private = 1;

-- name: rewrite_note
-- Other words for a note, private or not.
UPDATE note SET words = :words WHERE id = :note;
UPDATE private_note SET words = :words WHERE id = :note;

-- name: erase_note
-- Take a note away, private or not.
DELETE FROM note WHERE id = :note;
DELETE FROM private_note WHERE id = :note;

-- name: add_note
-- A note of today.
INSERT INTO note (learner, day, words) SELECT :learner, today, :words FROM clock;

-- name: add_private_note
-- A note of today for trainers only.
INSERT INTO private_note (learner, day, words) SELECT :learner, today, :words FROM clock;

-- name: start_evaluation
-- A look back from the day after the last evaluation, else from the intake or sign-up, until today.
INSERT INTO evaluation (id, learner, first_on, last_on)
SELECT :evaluation, :learner,
       coalesce((SELECT min(date(max(last_on), '1 day'), today) FROM evaluation
                 WHERE learner = :learner AND signed_on IS NOT NULL),
                (SELECT min(done_on) FROM intake WHERE learner = :learner),
                (SELECT min(asked_on) FROM enrolment WHERE learner = :learner), today), today
FROM clock;

-- name: save_evaluation
-- What changed at work and at home; NULL leaves what was there. What is signed stays, here and in all that follows.
UPDATE evaluation SET at_work = coalesce(:at_work, at_work), at_home = coalesce(:at_home, at_home)
WHERE id = :evaluation AND signed_on IS NULL;

-- name: choose_next
-- What comes next; NULL leaves what was there.
UPDATE evaluation SET next = coalesce(:next, next), next_words = coalesce(:next_words, next_words)
WHERE id = :evaluation AND signed_on IS NULL;

-- name: review_goal
-- How one goal is now, in words and a face; NULL leaves what was there.
INSERT INTO goal_review (id, learner, evaluation, goal)
SELECT substr(:evaluation, 9, 8) || substr(goal.id, 9, 8), goal.learner, :evaluation, goal.id FROM goal
WHERE goal.id = :goal AND :evaluation IN (SELECT id FROM evaluation WHERE signed_on IS NULL)
  AND NOT EXISTS (SELECT 1 FROM goal_review WHERE id = substr(:evaluation, 9, 8) || substr(:goal, 9, 8));
UPDATE goal_review SET words = coalesce(:words, words), face = coalesce(:face, face)
WHERE id = substr(:evaluation, 9, 8) || substr(:goal, 9, 8)
  AND :evaluation IN (SELECT id FROM evaluation WHERE signed_on IS NULL);

-- name: set_period
-- The days that a look back is about, in whatever order they are given.
UPDATE evaluation SET first_on = min(:first_on, :last_on), last_on = max(:first_on, :last_on)
WHERE id = :evaluation AND signed_on IS NULL;

-- name: erase_evaluation
-- Throw a look back away that was begun by mistake; one that is signed stays.
DELETE FROM goal_review WHERE evaluation IN (SELECT id FROM evaluation WHERE id = :evaluation AND signed_on IS NULL);
DELETE FROM evaluation WHERE id = :evaluation AND signed_on IS NULL;

-- name: sign_evaluation
-- Who wrote the evaluation signs it today.
UPDATE evaluation SET signed_by = (SELECT staff FROM me), signed_on = (SELECT today FROM clock)
WHERE id = :evaluation AND signed_on IS NULL;

-- name: add_to_evaluation
-- Something was not right, or was forgotten: it stands under the signed words, with today and who wrote it.
INSERT INTO evaluation_addition (learner, evaluation, day, words)
SELECT evaluation.learner, evaluation.id, clock.today, trim(:words) FROM clock, evaluation
WHERE evaluation.id = :evaluation AND evaluation.signed_on IS NOT NULL AND trim(:words) <> '';

-- name: add_referral
-- Somebody came from elsewhere ('in') or is sent on ('out').
INSERT INTO referral (learner, direction, organisation, about, asked_on, state, state_on)
SELECT :learner, :direction, :organisation, :about, today, 'asked', today FROM clock;

-- name: refer_onward
-- The onward route of the learner's stay is asked for, unless a way on runs already.
INSERT INTO referral (learner, direction, organisation, about, asked_on, state, state_on)
SELECT stay.learner, 'out', substr(stay.onward, 1, 120), '', today, 'asked', today FROM clock, stay
WHERE stay.learner = :learner AND coalesce(stay.onward, '') <> '' AND NOT EXISTS (
  SELECT 1 FROM referral WHERE referral.learner = :learner AND direction = 'out'
    AND coalesce(state, 'asked') IN ('asked', 'agreed', 'started'));

-- name: set_referral_state
-- What came of a referral.
UPDATE referral SET state = :state, state_on = (SELECT today FROM clock) WHERE id = :referral AND state IS NOT :state;

-- name: rewrite_referral
-- Other words for a referral; NULL leaves what was there.
UPDATE referral SET organisation = coalesce(nullif(trim(:organisation), ''), organisation), about = coalesce(:about, about)
WHERE id = :referral;

-- name: erase_referral
-- Take a referral away that should not be here.
DELETE FROM referral WHERE id = :referral;

-- name: enrol
-- Sign up for a programme today; without a group the learner waits. A programme without names takes nobody, and who
-- waits for it already waits once.
INSERT INTO enrolment (learner, programme, learning_group, asked_on, participation)
SELECT :learner, programme.id, nullif(:learning_group, ''), today,
       coalesce(nullif(:participation, ''), programme.participation)
FROM clock, programme WHERE programme.id = :programme AND coalesce(programme.keeps_names, 1) <> 0
  AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.learner = :learner AND waiting.programme = :programme);

-- name: start_enrolment
-- The learner starts in a group, today or on a given day.
UPDATE enrolment SET learning_group = :learning_group, started_on = coalesce(nullif(:started_on, ''), (SELECT today FROM clock))
WHERE id = :enrolment;

-- name: take_back_start
-- A start of today was a mistake, or in the wrong group: the learner waits on.
UPDATE enrolment SET learning_group = NULL, started_on = NULL
WHERE id = :enrolment AND started_on = (SELECT today FROM clock);

-- name: leave
-- The learner leaves, and for what.
UPDATE enrolment SET left_on = (SELECT today FROM clock), left_for = :left_for WHERE id = :enrolment;

-- name: undo_leaving
-- The learner did not leave after all.
UPDATE enrolment SET left_on = NULL, left_for = NULL WHERE id = :enrolment;

-- name: award
-- A person awards the certificate.
UPDATE enrolment SET awarded_on = (SELECT today FROM clock), awarded_by = (SELECT staff FROM me) WHERE id = :enrolment;

-- name: take_back_award
-- It was given by mistake. Where a diploma was made of it, that is revoked instead, and the award stays.
UPDATE enrolment SET awarded_on = NULL, awarded_by = NULL WHERE id = :enrolment AND NOT EXISTS (
  SELECT 1 FROM diploma WHERE diploma.learner = enrolment.learner
    AND diploma.learning_group = enrolment.learning_group);

-- name: set_module_done
-- A module was done on a day; an empty day sets a wrong tick right.
INSERT INTO module_done (id, module, learner)
SELECT substr(module.id, 9, 8) || substr(:learner, 9, 8), module.id, :learner FROM module
WHERE module.id = :module
  AND NOT EXISTS (SELECT 1 FROM module_done WHERE id = substr(:module, 9, 8) || substr(:learner, 9, 8));
UPDATE module_done SET done_on = nullif(:done_on, '') WHERE id = substr(:module, 9, 8) || substr(:learner, 9, 8);

-- name: tick_module
-- A module is done today (:done 1), or was ticked by mistake (0).
INSERT INTO module_done (id, module, learner)
SELECT substr(module.id, 9, 8) || substr(:learner, 9, 8), module.id, :learner FROM module
WHERE module.id = :module
  AND NOT EXISTS (SELECT 1 FROM module_done WHERE id = substr(:module, 9, 8) || substr(:learner, 9, 8));
UPDATE module_done SET done_on = iif(:done = 1, (SELECT today FROM clock), NULL)
WHERE id = substr(:module, 9, 8) || substr(:learner, 9, 8);
