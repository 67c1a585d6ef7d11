//! A line between browser and server that a test cuts and mends.
//!
//! Owns: the bytes' way. Never: reads more than what a connection begins with.

use crate::failed::Unmet;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The line.
#[derive(Debug)]
pub struct Line {
    /// Where the browser comes in.
    pub(crate) address: SocketAddr,
    is_cut: watch::Sender<bool>,
    lets_sockets_through: Arc<AtomicBool>,
}

impl Line {
    /// A line to that address.
    pub(crate) async fn to(server: SocketAddr) -> Result<Self, Unmet> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.map_err(|error| Unmet(format!("a line: {error}")))?;
        let address = listener.local_addr().map_err(|error| Unmet(format!("a line: {error}")))?;
        let (is_cut, cut) = watch::channel(false);
        let lets_sockets_through = Arc::new(AtomicBool::new(true));
        let lets = Arc::clone(&lets_sockets_through);
        tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let (cut, lets) = (cut.clone(), Arc::clone(&lets));
                tokio::spawn(async move {
                    if lets.load(Relaxed) || !wants_a_socket(&browser).await {
                        carry(browser, server, cut).await;
                    }
                });
            }
        });
        Ok(Self { address, is_cut, lets_sockets_through })
    }

    /// Every connection breaks, and no new one stands.
    pub fn cuts(&self) {
        self.is_cut.send_replace(true);
    }

    /// From now on it is one of those that let requests through and no sockets.
    pub fn shuts_to_sockets(&self) {
        self.lets_sockets_through.store(false, Relaxed);
    }

    /// The line is whole again.
    pub fn mends(&self) {
        self.is_cut.send_replace(false);
    }
}

async fn carry(mut browser: TcpStream, server: SocketAddr, mut cut: watch::Receiver<bool>) {
    if *cut.borrow() {
        return;
    }
    let Ok(mut server) = TcpStream::connect(server).await else { return };
    tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut browser, &mut server) => {}
        _ = cut.wait_for(|is_cut| *is_cut) => {}
    }
}

/// Whether a connection begins with the wish to become a socket (RFC 6455, section 4.1).
async fn wants_a_socket(browser: &TcpStream) -> bool {
    let mut head = vec![0; 16 * 1_024];
    let mut seen = 0;
    loop {
        let Ok(length) = browser.peek(&mut head).await else { return false };
        let text = String::from_utf8_lossy(&head[..length]).to_ascii_lowercase();
        // One that comes to its end, or brings no more, is judged by what there is.
        if text.contains("\r\n\r\n") || length == seen {
            return text.contains("upgrade: websocket");
        }
        seen = length;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
