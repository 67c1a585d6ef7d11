-- By what a process finds what has changed in the history since it looked last: the number of the event that made a row
-- what it is, and the appeals that were opened again and left.
ALTER TABLE history ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX history_by_change ON history (changed);
CREATE TABLE history_gone (seq BIGINT PRIMARY KEY, id {text} NOT NULL);
