-- What connectors call what they handed in and what they were handed, by line and by where the client is. `message` is
-- none of a call.
CREATE TABLE handed (
    line {text} NOT NULL, place {text} NOT NULL, own_id {text} NOT NULL, appeal {text} NOT NULL, message {text},
    PRIMARY KEY (line, place, own_id)
);

-- What operators sent and a connector has not taken yet. `tries` have failed; the next is at `due_at`.
CREATE TABLE handing (
    seq BIGINT PRIMARY KEY, appeal {text} NOT NULL, message {text} NOT NULL, tries BIGINT NOT NULL,
    since BIGINT NOT NULL, due_at BIGINT NOT NULL
);
CREATE INDEX handing_of_appeal ON handing (appeal, seq);
