//! What the chat page of a site knows and says, without a browser.
//!
//! Owns: the talk as the page has it with what is still on its way, what the server's stream says, the words in both
//! languages. Never: draws, asks a server, or keeps anything; `page` does.
//!
//! Always: a message is one, by its id, whatever tells of it and however often.

mod stream;
mod talk;
mod words;

pub use stream::Stream;
pub use talk::{Chat, Leaving, Row};
pub use words::{Said, Words, words};
