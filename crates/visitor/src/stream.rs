//! What the server's stream says of a talk.

use desk_contract::json::read;
use desk_contract::visitor::VisitorFrame;
use desk_contract::wire::{EventStream, Streamed};

/// What has come and is not yet whole.
#[derive(Debug, Default)]
pub struct Stream(EventStream);

impl Stream {
    /// Takes a piece in; answers what is whole with it. What is no frame that is known here is passed over.
    pub fn take(&mut self, piece: &[u8]) -> Vec<VisitorFrame> {
        let frame = |event| match event {
            Streamed::Frame(text) => read(&text).ok(),
            Streamed::Closes(_) => None,
        };
        self.0.take(piece).into_iter().filter_map(frame).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_heard_and_what_nobody_knows_is_passed_over() {
        let text = "data: {\"type\":\"typing\"}\n\n:\n\ndata: {\"type\":\"dance\"}\n\ndata: {\"type\":\"talk\",\"data\":\
                    {\"title\":\"Сайт\",\"stage\":\"none\",\"messages\":[]}}\n\n";
        let heard = Stream::default().take(text.as_bytes());
        let [VisitorFrame::Typing, VisitorFrame::Talk(talk)] = heard.as_slice() else { panic!("{heard:?}") };
        assert_eq!(talk.title, "Сайт");
    }
}
