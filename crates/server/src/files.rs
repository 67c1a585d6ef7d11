//! The bytes of files, in a folder or in a bucket.
//!
//! Owns: under which name they lie, that they arrive whole, and that they are what they are said to be. Never: who may
//! read one.

mod bucket;
mod folder;
mod line;

use crate::failure::Failure;
use crate::store::{Store, attachments};
use axum::body::{BodyDataStream, Bytes};
use axum::extract::Request;
use axum::response::Response;
use bucket::Bucket;
use desk_contract::Refusal;
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::message::Attachment;
use desk_contract::wire::Fault;
use folder::{Folder, Partly};
use object_store::buffered::BufWriter;
use std::path::Path;
use tokio::io::AsyncWriteExt;

/// So many bytes tell of what type a file is.
const BEGINNING: u64 = 16;
/// How the address of a bucket begins.
const BUCKET: &str = "s3://";

/// What the first bytes of a file tell of its type: pictures, which are shown, must be what they say.
const SIGNATURES: &[(&str, &[u8], usize)] = &[
    ("image/png", b"\x89PNG\r\n\x1a\n", 0),
    ("image/jpeg", b"\xff\xd8\xff", 0),
    ("image/gif", b"GIF8", 0),
    ("image/webp", b"WEBP", 8),
    ("image/avif", b"ftyp", 4),
];

/// Where files lie.
#[derive(Debug)]
pub(crate) struct Files {
    place: Place,
    largest: u64,
}

#[derive(Debug)]
enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

/// A file that is written. Whoever drops it leaves nothing but a part.
pub(crate) enum Writer {
    /// In a folder.
    Folder(Partly),
    /// In a bucket.
    Bucket(Box<BufWriter>),
}

/// What is known of a file without reading it.
struct Head {
    length: u64,
    begins: Vec<u8>,
}

impl Files {
    /// In a folder, or in the bucket of an address such as `s3://bucket/prefix`.
    pub(crate) fn open(at: &Path, largest: u64) -> Result<Self, Failure> {
        let place = match at.to_str().filter(|address| address.starts_with(BUCKET)) {
            Some(address) => Place::Bucket(Bucket::open(address)?),
            None => Place::Folder(Folder(at.to_owned())),
        };
        Ok(Self { place, largest })
    }

    /// Takes the bytes of a file in, in the place of those that came before.
    pub(crate) async fn take(&self, id: AttachmentId, mut bytes: BodyDataStream) -> Result<(), Failure> {
        let (name, bytes) = (name(id), (&mut bytes, self.largest));
        match &self.place {
            Place::Folder(it) => it.take(&name, bytes).await,
            Place::Bucket(it) => it.take(&name, bytes).await,
        }
    }

    /// Answers a request with a file, whole or the part that is asked for.
    pub(crate) async fn serve(&self, id: AttachmentId, request: Request) -> Result<Response, Failure> {
        self.serve_named(&name(id), request).await
    }

    /// The same, of a file of the history that was asked for.
    pub(crate) async fn serve_export(&self, id: CommandId, request: Request) -> Result<Response, Failure> {
        self.serve_named(&export(id), request).await
    }

    async fn serve_named(&self, name: &str, request: Request) -> Result<Response, Failure> {
        match &self.place {
            Place::Folder(it) => it.serve(name, request).await,
            Place::Bucket(it) => it.serve(name, request).await,
        }
    }

    /// Puts a file that is in memory in its place.
    pub(crate) async fn put(&self, id: AttachmentId, bytes: &[u8]) -> Result<(), Failure> {
        let mut file = self.write(&name(id)).await?;
        file.write(bytes).await?;
        file.finish().await
    }

    /// A file of the history that is written.
    pub(crate) async fn write_export(&self, id: CommandId) -> Result<Writer, Failure> {
        self.write(&export(id)).await
    }

    async fn write(&self, name: &str) -> Result<Writer, Failure> {
        Ok(match &self.place {
            Place::Folder(it) => Writer::Folder(it.write(name).await?),
            Place::Bucket(it) => Writer::Bucket(Box::new(it.write(name))),
        })
    }

    /// Takes such a file away, where there is one.
    pub(crate) async fn remove_export(&self, id: CommandId) {
        match &self.place {
            Place::Folder(it) => it.remove(&export(id)).await,
            Place::Bucket(it) => it.remove(&export(id)).await,
        }
    }

    /// Whether a file is there whole, brought by this actor, and of the size and the type that are said of it.
    pub(crate) async fn has_whole(
        &self,
        store: &Store,
        actor: &str,
        said: &Attachment,
    ) -> Result<(), Failure> {
        let mut connection = store.reading().await?;
        let is_stored = attachments::attachment(&mut connection, said.id).await?.is_some();
        if is_stored {
            // Whether it is a repeat is for the rules to say.
            return Ok(());
        }
        let uploader = attachments::uploader(&mut connection, said.id).await?;
        drop(connection);
        let head = match &self.place {
            Place::Folder(it) => it.head(&name(said.id)).await?,
            Place::Bucket(it) => it.head(&name(said.id)).await?,
        };
        let Some(head) = head else { return Err(Refusal::UnknownAttachment.into()) };
        if uploader.as_deref() != Some(actor) || head.length != said.bytes {
            return Err(Refusal::UnknownAttachment.into());
        }
        if is_as_said(&said.media_type, &head.begins) { Ok(()) } else { Err(Refusal::BadFileName.into()) }
    }
}

impl Writer {
    /// Writes more of it.
    pub(crate) async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Folder(it) => it.file.write_all(bytes).await?,
            Self::Bucket(it) => it.write_all(bytes).await?,
        }
        Ok(())
    }

    /// It is whole, and stays.
    pub(crate) async fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Folder(it) => it.finish().await,
            Self::Bucket(mut it) => Ok(it.shutdown().await?),
        }
    }

    /// Nobody wants it.
    pub(crate) async fn abandon(self) {
        match self {
            Self::Folder(it) => it.abandon().await,
            Self::Bucket(mut it) => _ = it.abort().await,
        }
    }
}

/// Under which name the bytes of a file lie. Ids begin with their moment, so the end of one is what spreads them.
fn name(id: AttachmentId) -> String {
    let id = id.to_string();
    let (_, spread) = id.split_at(id.len().saturating_sub(2));
    format!("{spread}/{id}")
}

fn export(id: CommandId) -> String {
    format!("exports/{id}.csv")
}

/// What came of a body, while it is no longer than may be.
fn within(some: Result<Bytes, axum::Error>, length: &mut u64, largest: u64) -> Result<Bytes, Failure> {
    let some = some.map_err(|_| Fault::UnreadableBody)?;
    *length = length.saturating_add(u64::try_from(some.len()).unwrap_or(u64::MAX));
    if *length > largest { Err(Fault::TooLarge.into()) } else { Ok(some) }
}

/// Whether the first bytes fit a type of pictures. Of other types nothing is claimed: they are never shown.
fn is_as_said(media_type: &str, head: &[u8]) -> bool {
    let signature = SIGNATURES.iter().find(|(known, ..)| *known == media_type);
    signature.is_none_or(|(_, sign, at)| head.get(*at..).is_some_and(|rest| rest.starts_with(sign)))
}

/// Whether a file of this type is shown in the page; any other is only saved.
pub(crate) fn is_shown(media_type: &str) -> bool {
    SIGNATURES.iter().any(|(known, ..)| *known == media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_what_it_says_and_nothing_else_is_shown() {
        assert!(is_as_said("image/png", b"\x89PNG\r\n\x1a\n1234"));
        assert!(!is_as_said("image/png", b"<html>"));
        assert!(is_as_said("image/webp", b"RIFF1234WEBP"));
        assert!(!is_as_said("image/webp", b"RIFF"));
        assert!(is_as_said("text/html", b"<html>"));
        assert!(!is_shown("text/html"));
        assert!(!is_shown("image/svg+xml"));
    }
}
