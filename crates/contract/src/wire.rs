//! The wire: how commands, questions, answers, events and refusals travel over HTTP and a socket.
//!
//! ```text
//!   Command ──request()──► method, path, body ──command()──► the same Command
//!   Refusal ──Problem::of_refusal()──► application/problem+json ──Problem::refusal()──► the same Refusal
//!   Recorded, Whisper ──ServerFrame──► one message of the socket
//! ```
//!
//! Owns: the one table of commands, paths and methods, and that of questions; the shapes that are of the
//! wire alone (a problem, a page, a frame); header names, media types, close codes. The browser's backend
//! and a server both go by it, and the documents in `docs/` are made from it.
//! Never: opens a connection, or knows a library that does.
//!
//! Always: what [`request`] sends, [`command`] reads as the same command.
//!
//! Start at [`routes`], then [`questions`], then [`Problem`] and [`ServerFrame`].

mod answers;
mod closing;
mod fault;
mod frame;
pub mod names;
mod page;
mod path;
mod pointer;
mod problem;
mod queries;
mod question;
pub mod questions;
mod request;
mod route;
pub mod routes;
#[cfg(feature = "schema")]
mod schema;
mod stream;

pub use answers::{
    Account, Draft, ExportJob, ExportOrder, ExportState, GivenAccount, HistoryPage, HistoryQuestion,
    NewAccount, NewPassword, Pass, Receipt, Session, SignIn,
};
pub use closing::{AfterClose, CloseCode};
pub use fault::Fault;
pub use frame::{BrowserFrame, Heartbeat, Reset, ServerFrame};
pub use page::{BadCursor, BadLimit, Cursor, Limit, Page};
pub use path::{BadSegment, query_text};
pub use problem::{FieldError, Problem};
pub use queries::{
    AppealsQuery, ContactAppealsQuery, ContactsQuestion, DealsQuery, EventsQuery, MessagesQuery,
    PaymentsQuery, SearchQuery, TasksQuery,
};
#[cfg(feature = "schema")]
pub use question::QuestionSchemas;
pub use question::{Ask, Content, Question};
pub use request::{Request, RequestError, Unread, command, request};
pub use route::{Method, NotAMethod, Route, route_of};
pub use stream::{EventStream, Streamed};
