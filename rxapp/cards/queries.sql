-- By staff: the cards and secret pictures with which learners open their own page.

-- name: people
-- Who learns here, with the state of the card ('none', 'revoked', 'valid') and whether there is a secret picture.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol,
  CASE WHEN EXISTS (SELECT 1 FROM card WHERE card.learner = learner.id AND card.revoked_on IS NULL) THEN 'valid'
       WHEN EXISTS (SELECT 1 FROM card WHERE card.learner = learner.id) THEN 'revoked' ELSE 'none' END AS card,
  EXISTS (SELECT 1 FROM secret_picture WHERE secret_picture.learner = learner.id AND verifier <> '') AS has_picture,
  '' AS place
FROM learner, clock
WHERE (learner.left_on IS NULL OR learner.left_on >= today)
  AND (:letters = '' OR instr(plain(learner.first_name), plain(trim(:letters))))
ORDER BY plain(learner.first_name), learner.symbol LIMIT 100;

-- name: person
-- One of them, with the name of the place for who finds the card.
SELECT learner.id, learner.first_name, coalesce(learner.symbol, '') AS symbol, '' AS card, 0 AS has_picture,
  coalesce((SELECT name FROM site LIMIT 1), '') AS place
FROM learner WHERE learner.id = :learner;

-- name: replace_card
-- Whatever cards a learner has are revoked, and a new one counts.
UPDATE card SET revoked_on = (SELECT today FROM clock) WHERE learner = :learner AND revoked_on IS NULL;
INSERT INTO card (id, learner, hash) VALUES (:card, :learner, :hash);

-- name: revoke_cards
-- The learner's card is lost.
UPDATE card SET revoked_on = (SELECT today FROM clock) WHERE learner = :learner AND revoked_on IS NULL;

-- name: set_secret_picture
-- With the learner: the secret picture, and the nine on offer.
INSERT INTO secret_picture (id, learner) SELECT :learner, :learner
WHERE NOT EXISTS (SELECT 1 FROM secret_picture WHERE id = :learner);
UPDATE secret_picture SET verifier = :verifier, pictures = :pictures WHERE id = :learner;
