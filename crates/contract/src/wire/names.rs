//! Names that both ends must spell alike: paths, headers, media types, times of the heartbeat.

/// What every path of the interface begins with; another number is another interface.
pub const PREFIX: &str = "/api/v1";

/// Under what each acting request is known as one, however often it is sent: the command's
/// [`CommandId`](crate::id::CommandId), made at the moment of the click (U1).
///
/// A request without it is answered [`KeyMissing`](crate::wire::Fault::KeyMissing); the same key with another
/// command [`KeyReused`](crate::wire::Fault::KeyReused); one whose first is not yet answered
/// [`StillUnderWay`](crate::wire::Fault::StillUnderWay); one that was answered, the same answer again
/// (draft-ietf-httpapi-idempotency-key-header).
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// In which language the sentences of problems are written (RFC 9110, section 12.5.4).
pub const ACCEPT_LANGUAGE: &str = "Accept-Language";

/// Bodies of requests and answers (RFC 8259).
pub const JSON: &str = "application/json";

/// Bodies of answers that say no (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Events where a socket cannot get through (the HTML standard's server-sent events).
pub const EVENT_STREAM: &str = "text/event-stream";

/// The name of a stream's last event. Its data is the number with which a socket would be closed
/// ([`CloseCode`](crate::wire::CloseCode)); every other event has no name.
pub const STREAM_CLOSES: &str = "close";

/// The header by which a connector knows what is handed over to it: the message's id. What comes twice under it is one.
pub const HANDED_MESSAGE: &str = "Desk-Message";

/// The header by which a connector knows who hands something over: `t=` and the moment in seconds since 1970, `,v1=` and the
/// HMAC-SHA256 (RFC 2104) of that moment, a full stop and the body, in hexadecimal digits, by the secret that both know.
pub const SIGNATURE: &str = "Desk-Signature";

/// The export (RFC 4180, RFC 7111).
pub const CSV: &str = "text/csv";

/// Files, whatever they are.
pub const BYTES: &str = "application/octet-stream";

/// What the type of every problem begins with; after it comes the code.
pub const PROBLEM_TYPES: &str = "/problems/";

/// The subprotocol of the socket (RFC 6455, section 1.9). A browser cannot put a header on a socket: where it
/// has a token and no cookie, as in a CRM's frame, it offers `bearer.<token>` as a second one.
pub const SUBPROTOCOL: &str = "desk.v1";

/// Before a token among the subprotocols that are offered.
pub const BEARER_SUBPROTOCOL: &str = "bearer.";

/// The cookie of a session.
pub const SESSION_COOKIE: &str = "desk_session";

/// Each end lets the other hear from it at least this often, in milliseconds.
pub const HEARTBEAT_EVERY_MS: u32 = 15_000;

/// An end that has heard nothing for so long, in milliseconds, takes the connection for dead and closes it
/// ([`CloseCode::Silent`](crate::wire::CloseCode::Silent)).
pub const HEARTBEAT_DEADLINE_MS: u32 = 40_000;
