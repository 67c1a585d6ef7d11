-- The last number given: of events (seq), of appeals (appeal), of versions of the directory (directory).
CREATE TABLE counter (name {text} PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counter (name, value) VALUES ('seq', 0), ('appeal', 0), ('directory', 0);

-- The journal. `audience` is whom it is told to, as things stood then.
CREATE TABLE event (seq BIGINT PRIMARY KEY, audience {text} NOT NULL, body {text} NOT NULL);

-- Versions of what carries none itself.
CREATE TABLE version (subject {text} PRIMARY KEY, version BIGINT NOT NULL);

-- The directory, an entry a row, in its order.
CREATE TABLE entry (
    kind {text} NOT NULL, id {text} NOT NULL, place BIGINT NOT NULL, body {text} NOT NULL,
    PRIMARY KEY (kind, id)
);

-- Appeals. `stage` is waiting, in_work or closed; `client_place` is where the client comes from; `callers` is who
-- of us is on the line.
CREATE TABLE appeal (
    id {text} PRIMARY KEY, stage {text} NOT NULL, channel {text} NOT NULL, group_id {text} NOT NULL,
    owner {text}, receiver {text}, contact {text}, client_place {text} NOT NULL, callers {text},
    waits_since BIGINT, last_action_at BIGINT NOT NULL, body {text} NOT NULL
);
CREATE INDEX appeal_in_queue ON appeal (stage, group_id, waits_since, id);
CREATE INDEX appeal_of_owner ON appeal (owner, stage, last_action_at, id);
CREATE INDEX appeal_handed_over ON appeal (receiver);
CREATE INDEX appeal_of_contact ON appeal (contact, last_action_at, id);
CREATE INDEX appeal_from_place ON appeal (client_place);
CREATE INDEX appeal_of_callers ON appeal (callers) WHERE callers IS NOT NULL;

-- Chats. `place` is the version of the appeal that the message made: its order.
CREATE TABLE message (
    appeal {text} NOT NULL, place BIGINT NOT NULL, id {text} NOT NULL, body {text} NOT NULL,
    PRIMARY KEY (appeal, place)
);
CREATE UNIQUE INDEX message_by_id ON message (appeal, id);

-- Files that have arrived whole, and the appeals in which they came or went.
CREATE TABLE attachment (id {text} PRIMARY KEY, body {text} NOT NULL);
CREATE TABLE attachment_use (
    attachment {text} NOT NULL, appeal {text} NOT NULL, PRIMARY KEY (attachment, appeal)
);
-- Who brought the bytes of a file.
CREATE TABLE upload (attachment {text} PRIMARY KEY, actor {text} NOT NULL);

-- What is kept beside appeals, whatever kind of card it is. `text_key` and `time_key` are what its lists are sorted
-- by, `sought` is what it is found by.
CREATE TABLE card (
    kind {text} NOT NULL, id {text} NOT NULL, contact {text}, other_contact {text}, organisation {text},
    deal {text}, appeal {text}, assignee {text}, state {text} NOT NULL, text_key {text} NOT NULL,
    time_key BIGINT NOT NULL, sought {text} NOT NULL, body {text} NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX card_by_text ON card (kind, text_key, id);
CREATE INDEX card_by_time ON card (kind, time_key, id);
CREATE INDEX card_of_contact ON card (kind, contact);
CREATE INDEX card_of_other_contact ON card (kind, other_contact);
CREATE INDEX card_of_deal ON card (kind, deal);
CREATE INDEX card_of_appeal ON card (kind, appeal);

-- Where the clients of the address book come from.
CREATE TABLE contact_place (place {text} NOT NULL, contact {text} NOT NULL, PRIMARY KEY (place, contact));
CREATE INDEX contact_place_of ON contact_place (contact);

-- What is an operator's own.
CREATE TABLE draft (
    operator {text} NOT NULL, appeal {text} NOT NULL, kind {text} NOT NULL, words {text} NOT NULL,
    PRIMARY KEY (operator, appeal, kind)
);
CREATE TABLE preferences (operator {text} PRIMARY KEY, body {text} NOT NULL);

-- Who may sign in, and who is signed in. Neither a password nor a token is kept, only what they are known by.
CREATE TABLE account (login {text} PRIMARY KEY, operator {text} NOT NULL UNIQUE, password {text} NOT NULL);
CREATE TABLE session (token {text} PRIMARY KEY, operator {text} NOT NULL, expires_at BIGINT NOT NULL);

-- What each command was answered with, by its key.
CREATE TABLE answer (
    actor {text} NOT NULL, key {text} NOT NULL, command {text} NOT NULL, seq BIGINT NOT NULL, refusal {text},
    at BIGINT NOT NULL, PRIMARY KEY (actor, key)
);
CREATE INDEX answer_by_age ON answer (at);
