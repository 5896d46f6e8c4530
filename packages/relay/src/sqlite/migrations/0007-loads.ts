/**
 * How many claims name each rep, counted by the database itself as they come and go: no statement can forget it. A rep is on the floor before a
 * claim can name it. And what a choice looks up by rep.
 */
export const loads = `
ALTER TABLE floor_reps ADD COLUMN load INTEGER NOT NULL DEFAULT 0;
UPDATE floor_reps SET load =
  (SELECT count(*) FROM floor_claims AS c WHERE c.team = floor_reps.team AND c.rep = floor_reps.rep);
CREATE TRIGGER floor_claim_taken AFTER INSERT ON floor_claims BEGIN
  UPDATE floor_reps SET load = load + 1 WHERE team = NEW.team AND rep = NEW.rep;
END;
CREATE TRIGGER floor_claim_given_back AFTER DELETE ON floor_claims BEGIN
  UPDATE floor_reps SET load = load - 1 WHERE team = OLD.team AND rep = OLD.rep;
END;
CREATE INDEX floor_leases_by_rep ON floor_leases (team, rep, until);
CREATE INDEX floor_messages_by_rep ON floor_messages (team, rep) WHERE rep IS NOT NULL;
`;
