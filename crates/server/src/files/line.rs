//! How a bucket is reached: by the client of HTTP that is there already, over TLS where the address says so.
//!
//! Owns: connections. Never: what is asked, or when it is asked again.

use async_trait::async_trait;
use http_body_util::BodyExt;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector as Tcp;
use hyper_util::rt::TokioExecutor;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse,
    HttpResponseBody, HttpService,
};
use std::time::Duration;
use tokio::time::timeout;

/// An answer that has not begun by then is asked for again.
const PATIENCE: Duration = Duration::from_secs(30);

/// Makes lines.
#[derive(Debug)]
pub(super) struct Lines;

#[derive(Debug)]
struct Line(Client<HttpsConnector<Tcp>, HttpRequestBody>);

impl HttpConnector for Lines {
    /// Those certificates are trusted that the system trusts.
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let provider = rustls::crypto::ring::default_provider();
        let trusting = HttpsConnectorBuilder::new().with_provider_and_native_roots(provider);
        let trusting = trusting
            .map_err(|cause| object_store::Error::Generic { store: "S3", source: Box::new(cause) })?;
        let connector = trusting.https_or_http().enable_http1().build();
        Ok(HttpClient::new(Line(Client::builder(TokioExecutor::new()).build(connector))))
    }
}

#[async_trait]
impl HttpService for Line {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let answer = timeout(PATIENCE, self.0.request(request)).await;
        let answer = answer.map_err(|cause| HttpError::new(HttpErrorKind::Timeout, cause))?;
        let answer = answer.map_err(|cause| {
            let kind = if cause.is_connect() { HttpErrorKind::Connect } else { HttpErrorKind::Request };
            HttpError::new(kind, cause)
        })?;
        let broken = |cause| HttpError::new(HttpErrorKind::Interrupted, cause);
        Ok(answer.map(|body| HttpResponseBody::new(body.map_err(broken))))
    }
}
