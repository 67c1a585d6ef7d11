//! A line between browser and server that a test cuts and mends.
//!
//! Owns: the bytes' way. Never: reads one.

use crate::failed::Unmet;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The line.
#[derive(Debug)]
pub struct Line {
    /// Where the browser comes in.
    pub(crate) address: SocketAddr,
    is_cut: watch::Sender<bool>,
}

impl Line {
    /// A line to that address.
    pub(crate) async fn to(server: SocketAddr) -> Result<Self, Unmet> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.map_err(|error| Unmet(format!("a line: {error}")))?;
        let address = listener.local_addr().map_err(|error| Unmet(format!("a line: {error}")))?;
        let (is_cut, cut) = watch::channel(false);
        tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                tokio::spawn(carry(browser, server, cut.clone()));
            }
        });
        Ok(Self { address, is_cut })
    }

    /// Every connection breaks, and no new one stands.
    pub fn cuts(&self) {
        self.is_cut.send_replace(true);
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
