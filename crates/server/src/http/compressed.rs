//! Answers in JSON, compressed on the way: a list of appeals is a seventh of its length then.
//!
//! Owns: what is worth it. Never: files, which have compressed twins or are compressed already, and streams, whose lines
//! must come at once.

use axum::http::Response;
use axum::http::header::CONTENT_TYPE;
use desk_contract::wire::names::JSON;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate, SizeAbove};

/// What is shorter goes in one packet anyway, in bytes. So does the answer to a sign-in, whose token is therefore never
/// compressed together with what somebody else chose (BREACH, CVE-2013-3587).
const SHORT: u16 = 1_024;

/// Whether an answer is JSON.
#[derive(Clone, Copy, Debug)]
pub(super) struct IsJson;

impl Predicate for IsJson {
    fn should_compress<B>(&self, response: &Response<B>) -> bool
    where
        B: axum::body::HttpBody,
    {
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == JSON)
    }
}

/// Compresses answers in JSON, at the level that costs the least time: what it leaves is gone within the same packets.
pub(super) fn layer() -> CompressionLayer<And<SizeAbove, IsJson>> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(SHORT).and(IsJson))
}
