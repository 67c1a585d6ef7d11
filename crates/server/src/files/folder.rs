//! Files in a folder.
//!
//! Always: a file is written beside its place and moved there when it is whole and on disk.

use super::{Head, within};
use crate::failure::Failure;
use axum::body::{Body, BodyDataStream};
use axum::extract::Request;
use axum::response::Response;
use futures_util::StreamExt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufWriter};
use tower_http::services::ServeFile;

/// The folder.
#[derive(Debug)]
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A file that is written, under another name until it is whole.
    pub(super) async fn write(&self, name: &str) -> Result<Partly, Failure> {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).await?;
        }
        let partly = path.with_extension(crate::chance::token());
        let file = BufWriter::new(File::create(&partly).await?);
        Ok(Partly { file, partly, path })
    }

    pub(super) async fn take(
        &self,
        name: &str,
        (bytes, largest): (&mut BodyDataStream, u64),
    ) -> Result<(), Failure> {
        let mut file = self.write(name).await?;
        let mut length = 0;
        while let Some(some) = bytes.next().await {
            let written = match within(some, &mut length, largest) {
                Ok(some) => file.file.write_all(&some).await.map_err(Failure::from),
                Err(failure) => Err(failure),
            };
            if let Err(failure) = written {
                file.abandon().await;
                return Err(failure);
            }
        }
        file.finish().await
    }

    pub(super) async fn head(&self, name: &str) -> Result<Option<Head>, Failure> {
        let mut file = match File::open(self.path(name)).await {
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let (length, mut begins) = (file.metadata().await?.len(), Vec::new());
        (&mut file).take(super::BEGINNING).read_to_end(&mut begins).await?;
        Ok(Some(Head { length, begins }))
    }

    pub(super) async fn serve(&self, name: &str, request: Request) -> Result<Response, Failure> {
        Ok(ServeFile::new(self.path(name)).try_call(request).await?.map(Body::new))
    }

    pub(super) async fn remove(&self, name: &str) {
        _ = fs::remove_file(self.path(name)).await;
    }
}

/// A file that is written.
#[derive(Debug)]
pub(crate) struct Partly {
    pub(super) file: BufWriter<File>,
    partly: PathBuf,
    path: PathBuf,
}

impl Partly {
    /// It is whole.
    pub(super) async fn finish(mut self) -> Result<(), Failure> {
        let done = finish(&mut self.file, (&self.partly, &self.path)).await;
        if done.is_err() {
            self.abandon().await;
        }
        done
    }

    /// Nobody wants it.
    pub(super) async fn abandon(self) {
        _ = fs::remove_file(&self.partly).await;
    }
}

async fn finish(file: &mut BufWriter<File>, (partly, path): (&Path, &Path)) -> Result<(), Failure> {
    file.flush().await?;
    file.get_ref().sync_all().await?;
    Ok(fs::rename(partly, path).await?)
}
