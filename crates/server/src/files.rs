//! The bytes of files, in a folder.
//!
//! Owns: where they lie, that they arrive whole, and that they are what they are said to be. Never: who may read one.
//!
//! Always: a file is written beside its place and moved there when it is whole and on disk.

use crate::failure::Failure;
use crate::store::{Store, attachments};
use axum::body::BodyDataStream;
use desk_contract::Refusal;
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::message::Attachment;
use desk_contract::wire::Fault;
use futures_util::StreamExt;
use std::path::{Path, PathBuf};
use tokio::fs;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

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
    folder: PathBuf,
    largest: u64,
}

impl Files {
    pub(crate) fn new(folder: PathBuf, largest: u64) -> Self {
        Self { folder, largest }
    }

    /// Where the bytes of a file lie. Ids begin with their moment, so the end of one is what spreads them.
    pub(crate) fn path(&self, id: AttachmentId) -> PathBuf {
        let id = id.to_string();
        let (_, spread) = id.split_at(id.len().saturating_sub(2));
        self.folder.join(spread).join(id)
    }

    /// Puts the bytes of a file in its place, at once.
    pub(crate) fn put(&self, id: AttachmentId, bytes: &[u8]) -> std::io::Result<()> {
        let path = self.path(id);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)
    }

    /// Where a file of the history lies that was asked for.
    pub(crate) fn export(&self, id: CommandId) -> PathBuf {
        self.folder.join("exports").join(format!("{id}.csv"))
    }

    /// Takes the bytes of a file in, in the place of those that came before.
    pub(crate) async fn take(&self, id: AttachmentId, mut bytes: BodyDataStream) -> Result<(), Failure> {
        let path = self.path(id);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).await?;
        }
        let partly = path.with_extension(crate::chance::token());
        let written = self.write(&partly, &mut bytes).await;
        match written {
            Ok(()) => Ok(fs::rename(&partly, &path).await?),
            Err(failure) => {
                _ = fs::remove_file(&partly).await;
                Err(failure)
            }
        }
    }

    async fn write(&self, path: &Path, bytes: &mut BodyDataStream) -> Result<(), Failure> {
        let mut file = fs::File::create(path).await?;
        let mut length: u64 = 0;
        while let Some(some) = bytes.next().await {
            let some = some.map_err(|_| Fault::UnreadableBody)?;
            length = length.saturating_add(u64::try_from(some.len()).unwrap_or(u64::MAX));
            if length > self.largest {
                return Err(Fault::TooLarge.into());
            }
            file.write_all(&some).await?;
        }
        Ok(file.sync_all().await?)
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
        let Ok(mut file) = fs::File::open(self.path(said.id)).await else {
            return Err(Refusal::UnknownAttachment.into());
        };
        if uploader.as_deref() != Some(actor) || file.metadata().await?.len() != said.bytes {
            return Err(Refusal::UnknownAttachment.into());
        }
        let mut head = Vec::new();
        (&mut file).take(16).read_to_end(&mut head).await?;
        if is_as_said(&said.media_type, &head) { Ok(()) } else { Err(Refusal::BadFileName.into()) }
    }
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
