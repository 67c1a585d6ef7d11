//! Files in a bucket of a store that speaks S3: processes on several machines then need no folder that they share.
//!
//! Always: a file is there whole or not at all; it goes through in parts, of which a few are held.

use super::line::Lines;
use super::{Head, within};
use crate::failure::Failure;
use axum::body::{Body, BodyDataStream};
use axum::extract::Request;
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, RANGE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use object_store::{Error, GetOptions, GetRange, ObjectStore, ObjectStoreExt};
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

/// The least that S3 takes as a part.
const PART: usize = 5 << 20;
/// So many parts are on their way at once.
const PARTS: usize = 2;

/// The bucket, and where in it files lie.
#[derive(Debug)]
pub(super) struct Bucket {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
}

impl Bucket {
    /// That of an address such as `s3://bucket/prefix`; how it is reached, the usual variables say.
    pub(super) fn open(address: &str) -> Result<Self, Failure> {
        let store = AmazonS3Builder::from_env().with_url(address).with_http_connector(Lines).build()?;
        let prefix = address.trim_start_matches("s3://").split_once('/').map_or("", |(_, prefix)| prefix);
        Ok(Self { store: Arc::new(store), prefix: Path::from(prefix) })
    }

    fn path(&self, name: &str) -> Path {
        Path::from(format!("{}/{name}", self.prefix))
    }

    pub(super) fn write(&self, name: &str) -> BufWriter {
        BufWriter::with_capacity(Arc::clone(&self.store), self.path(name), PART).with_max_concurrency(PARTS)
    }

    pub(super) async fn take(
        &self,
        name: &str,
        (bytes, largest): (&mut BodyDataStream, u64),
    ) -> Result<(), Failure> {
        let (mut file, mut length) = (self.write(name), 0);
        while let Some(some) = bytes.next().await {
            let written = match within(some, &mut length, largest) {
                Ok(some) => file.put(some).await.map_err(Failure::from),
                Err(failure) => Err(failure),
            };
            if let Err(failure) = written {
                _ = file.abort().await;
                return Err(failure);
            }
        }
        Ok(file.shutdown().await?)
    }

    pub(super) async fn head(&self, name: &str) -> Result<Option<Head>, Failure> {
        let path = self.path(name);
        let length = match self.store.head(&path).await {
            Err(Error::NotFound { .. }) => return Ok(None),
            told => told?.size,
        };
        let begins = match length.min(super::BEGINNING) {
            0 => Vec::new(),
            some => self.store.get_range(&path, 0..some).await?.to_vec(),
        };
        Ok(Some(Head { length, begins }))
    }

    /// The whole file, or the one part that is asked for.
    pub(super) async fn serve(&self, name: &str, request: Request) -> Result<Response, Failure> {
        let path = self.path(name);
        let length = match self.store.head(&path).await {
            Err(Error::NotFound { .. }) => return Ok(StatusCode::NOT_FOUND.into_response()),
            told => told?.size,
        };
        let asked = request.headers().get(RANGE).and_then(|range| range.to_str().ok()).and_then(range_of);
        let is_beyond = match &asked {
            Some(GetRange::Offset(from)) => *from >= length,
            Some(GetRange::Bounded(range)) => range.start >= length || range.is_empty(),
            Some(GetRange::Suffix(last)) => *last == 0 || length == 0,
            None => false,
        };
        if is_beyond {
            return Ok(answer(StatusCode::RANGE_NOT_SATISFIABLE, Body::empty(), (0, format!("*/{length}"))));
        }
        let status = if asked.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
        let found = self.store.get_opts(&path, GetOptions { range: asked, ..GetOptions::default() }).await?;
        let range = found.range.clone();
        let said = format!("{}-{}/{length}", range.start, range.end.saturating_sub(1));
        let bytes = range.end.saturating_sub(range.start);
        Ok(answer(status, Body::from_stream(found.into_stream()), (bytes, said)))
    }

    pub(super) async fn remove(&self, name: &str) {
        _ = self.store.delete(&self.path(name)).await;
    }
}

fn answer(status: StatusCode, body: Body, (length, range): (u64, String)) -> Response {
    let mut headers = HeaderMap::from_iter([
        (ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (CONTENT_LENGTH, HeaderValue::from(length)),
    ]);
    if status != StatusCode::OK
        && let Ok(range) = HeaderValue::from_str(&format!("bytes {range}"))
    {
        headers.insert(CONTENT_RANGE, range);
    }
    (status, headers, body).into_response()
}

/// One part, as RFC 9110 asks for it; whoever asks for more than one gets the whole.
fn range_of(asked: &str) -> Option<GetRange> {
    let (from, until) = asked.strip_prefix("bytes=")?.split_once('-')?;
    match (from.trim(), until.trim()) {
        ("", last) => Some(GetRange::Suffix(last.parse().ok()?)),
        (from, "") => Some(GetRange::Offset(from.parse().ok()?)),
        (from, last) => {
            let (from, last): (u64, u64) = (from.parse().ok()?, last.parse().ok()?);
            (from <= last).then(|| GetRange::Bounded(from..last.saturating_add(1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_asked_for_or_the_whole() {
        assert_eq!(range_of("bytes=2-5"), Some(GetRange::Bounded(2..6)));
        assert_eq!(range_of("bytes=2-"), Some(GetRange::Offset(2)));
        assert_eq!(range_of("bytes=-3"), Some(GetRange::Suffix(3)));
        for other in ["bytes=5-2", "bytes=1-2,4-5", "lines=1-2", "bytes=a-b"] {
            assert_eq!(range_of(other), None, "{other}");
        }
    }
}
