//! A request as it passes: read whole, so that it can be lost, kept back, or sent twice (RFC 9112).

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// No test sends more.
const LONGEST: usize = 8 << 20;

/// A request.
#[derive(Debug)]
pub(crate) struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    /// Reads one; none where the browser has closed the connection before it.
    pub(crate) async fn read(browser: &mut TcpStream) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            if browser.read_buf(&mut bytes).await? == 0 || bytes.len() > LONGEST {
                return Ok(None);
            }
        };
        let body = bytes.split_off(end);
        let head = String::from_utf8(bytes).map_err(io::Error::other)?;
        let mut request = Self { head, body };
        let length = request.header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
        while request.body.len() < length {
            if browser.read_buf(&mut request.body).await? == 0 || length > LONGEST {
                return Ok(None);
            }
        }
        Ok(Some(request))
    }

    /// What a header says.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// Whether it opens a socket.
    pub(crate) fn is_upgrade(&self) -> bool {
        self.header("upgrade").is_some_and(|it| it.eq_ignore_ascii_case("websocket"))
    }

    /// The same, asking for what came after a number that nobody knows.
    pub(crate) fn astray(mut self) -> Self {
        if let Some((before, rest)) = self.head.split_once("after=") {
            let rest = rest.trim_start_matches(|it: char| it.is_ascii_digit());
            self.head = format!("{before}after=999999999999{rest}");
        }
        self
    }

    /// As it goes to the server: each on a connection of its own, which ends with the answer. A socket's goes as it
    /// came.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = if self.is_upgrade() {
            self.head.clone().into_bytes()
        } else {
            let kept = self.head.trim_end().lines().filter(|line| {
                let name = line.split_once(':').map_or("", |(name, _)| name);
                !name.eq_ignore_ascii_case("connection")
            });
            let mut head = kept.collect::<Vec<_>>().join("\r\n");
            head.push_str("\r\nconnection: close\r\n\r\n");
            head.into_bytes()
        };
        bytes.extend(&self.body);
        bytes
    }

    /// Sends it.
    pub(crate) async fn goes_to(&self, server: &mut TcpStream) -> io::Result<()> {
        server.write_all(&self.bytes()).await
    }
}
