-- Closed appeals as the history tells them. `outcome` is as on the wire; `rated` has a bit for each choice of the
-- filter by rating that the row answers to.
CREATE TABLE history (
    id {text} PRIMARY KEY, closed_at BIGINT NOT NULL, channel {text} NOT NULL, entry_point {text} NOT NULL,
    group_id {text} NOT NULL, operator {text}, topic {text}, outcome {text}, creation {text} NOT NULL,
    rated BIGINT NOT NULL, first_reply_ms BIGINT, handling_ms BIGINT, contact {text}, body {text} NOT NULL
);
CREATE INDEX history_by_close ON history (closed_at DESC, id);
CREATE INDEX history_of_operator ON history (operator, closed_at);
CREATE INDEX history_of_group ON history (group_id, closed_at);

-- Files of the history that were asked for, and how far each has come.
CREATE TABLE export (
    id {text} PRIMARY KEY, operator {text} NOT NULL, state {text} NOT NULL, total BIGINT NOT NULL,
    written BIGINT NOT NULL, touched_at BIGINT NOT NULL
);
