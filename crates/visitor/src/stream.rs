//! Server-sent events as they come: in pieces that end anywhere.

use desk_contract::visitor::VisitorFrame;

/// What has come and is not yet whole.
#[derive(Debug, Default)]
pub struct Stream {
    bytes: Vec<u8>,
}

impl Stream {
    /// Takes a piece in; answers what is whole with it. What is no frame that is known here is passed over.
    pub fn take(&mut self, piece: &[u8]) -> Vec<VisitorFrame> {
        self.bytes.extend_from_slice(piece);
        let mut frames = Vec::new();
        while let Some(end) = self.bytes.windows(2).position(|two| two == b"\n\n") {
            let event: Vec<u8> = self.bytes.drain(..end.saturating_add(2)).collect();
            let text = String::from_utf8_lossy(&event);
            let data = text.trim_end().strip_prefix("data:");
            frames.extend(data.and_then(|data| serde_json::from_str(data.trim_start()).ok()));
        }
        frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_heard_once_it_is_whole_wherever_it_was_cut() {
        let whole = "data: {\"type\":\"typing\"}\n\n:\n\ndata: {\"type\":\"talk\",\"data\":{\"title\":\"Сайт\",\"stage\":\
                     \"none\",\"messages\":[]}}\n\n";
        for cut in 1..whole.len() {
            let (one, two) = whole.as_bytes().split_at(cut);
            let mut stream = Stream::default();
            let mut heard = stream.take(one);
            heard.extend(stream.take(two));
            let [VisitorFrame::Typing, VisitorFrame::Talk(talk)] = heard.as_slice() else {
                panic!("{cut}: {heard:?}")
            };
            assert_eq!(talk.title, "Сайт");
        }
    }

    #[test]
    fn what_nobody_knows_is_passed_over() {
        assert!(Stream::default().take(b"data: {\"type\":\"dance\"}\n\nevent: x\n\n").is_empty());
    }
}
