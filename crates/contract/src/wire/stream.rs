//! Server-sent events as they come: in pieces that end anywhere (the HTML standard, "Interpreting an event stream").
//!
//! Owns: where an event ends, its name and its data. Never: what the data means.

use super::names::STREAM_CLOSES;

/// What has come of a stream and is not yet whole.
#[derive(Clone, Debug, Default)]
pub struct EventStream {
    /// A line, as far as it has come.
    line: Vec<u8>,
    name: String,
    data: String,
}

/// An event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Streamed {
    /// A frame, as JSON.
    Frame(String),
    /// The server closes, with the code that it would close a socket with (see [`CloseCode`](super::CloseCode)).
    Closes(u16),
}

impl EventStream {
    /// Takes a piece in; answers what is whole with it. Comments, and events of a name that nobody knows, are passed over.
    pub fn take(&mut self, piece: &[u8]) -> Vec<Streamed> {
        let mut events = Vec::new();
        for byte in piece {
            if *byte == b'\n' {
                let line = std::mem::take(&mut self.line);
                events.extend(self.ends(&String::from_utf8_lossy(&line)));
            } else {
                self.line.push(*byte);
            }
        }
        events
    }

    /// A line has ended, and with an empty one an event.
    fn ends(&mut self, line: &str) -> Option<Streamed> {
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            let (name, data) = (std::mem::take(&mut self.name), std::mem::take(&mut self.data));
            return match name.as_str() {
                _ if data.is_empty() => None,
                "" => Some(Streamed::Frame(data)),
                STREAM_CLOSES => data.parse().ok().map(Streamed::Closes),
                _ => None,
            };
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(value);
            }
            "event" => value.clone_into(&mut self.name),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_heard_once_it_is_whole_wherever_it_was_cut() {
        let whole =
            "id: 7\ndata: {\"a\":\"Сайт\"}\n\n:\n\ndata:1\r\ndata:2\r\n\r\nevent: close\ndata: 4401\n\n";
        let due = [
            Streamed::Frame("{\"a\":\"Сайт\"}".to_owned()),
            Streamed::Frame("1\n2".to_owned()),
            Streamed::Closes(4_401),
        ];
        for cut in 0..=whole.len() {
            let (one, two) = whole.as_bytes().split_at(cut);
            let mut stream = EventStream::default();
            let mut heard = stream.take(one);
            heard.extend(stream.take(two));
            assert_eq!(heard, due, "cut at {cut}");
        }
    }

    #[test]
    fn what_nobody_knows_is_passed_over() {
        let text =
            b"event: dance\ndata: {}\n\n: a comment\n\nretry: 5\n\nevent: close\ndata: soon\n\ndata\n\n";
        assert!(EventStream::default().take(text).is_empty());
    }
}
