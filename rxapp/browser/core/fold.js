/* The statement that folds what entered the log, in the batch that put it there.  The views fold their own writes. */

export const FOLD = { sql: "INSERT INTO fold (upto) SELECT coalesce(max(seq), 0) FROM change", params: [] };
