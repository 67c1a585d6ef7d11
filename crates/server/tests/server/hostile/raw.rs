//! What no library would send: paths that climb, requests that are none, heads that never end.

use crate::person::Person;
use crate::site::Site;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Whoever is asked answers or hangs up within that.
const PATIENCE: Duration = Duration::from_secs(10);

/// Says that, and hears what comes until the other end hangs up or has nothing more to say.
async fn says(address: &str, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // That it hangs up in the middle is an answer too.
    _ = stream.write_all(bytes).await;
    _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let heard = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    assert!(heard.is_ok(), "it hangs at {:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(200)]));
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn e6_paths_that_climb_lead_nowhere_and_what_is_no_request_breaks_nothing() {
    let (_folder, application) = Site::application();
    let site = Site::otherwise(|config| config.site = Some(application)).await;
    let (address, token) = (site.address(), site.admin().await.token);
    let long = format!("/{}", "a".repeat(7_000));
    let climbs = [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cetc%5cpasswd",
        "/.%2e/%2e./etc/passwd",
        "/a/../../../etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%00",
        "/icon.svg%00.html",
        "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
        "/api/v1/../../../../etc/passwd",
        "/api/v1/attachments/..%2f..%2fdesk.db/content",
        "/api/v1/attachments/%2e%2e/content",
        "/api/v1/history/exports/..%2f..%2fdesk.db/file",
        "/api/v1/appeals/%00",
        "/api/v1/appeals/%ff%fe",
        "/api/v1/appeals?limit=%00",
        "/api/v1/appeals?place=queue&cursor=%ff",
        &long,
        "*",
        "http://evil.example/",
    ];
    for path in climbs {
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
        );
        let answer = says(&address, head.as_bytes()).await;
        assert!(!answer.contains("root:") && !answer.contains("SQLite"), "{path} led to {answer}");
        assert!(!answer.starts_with("HTTP/1.1 5"), "{path}: {answer}");
    }
    let endless = format!("GET / HTTP/1.1\r\nhost: {address}\r\n{}", "x: y\r\n".repeat(20_000));
    let odd: [&[u8]; 10] = [
        b"", b"\0\0\0\0\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n", endless.as_bytes(),
        b"POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999\r\n\r\n{}",
        b"POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n{}",
        b"POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/v1/session HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
        b"GET /api/v1/session HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \xff\xfe\r\ncookie: desk_session=\xff\r\nconnection: close\r\n\r\n",
    ];
    for bytes in odd {
        let answer = says(&address, bytes).await;
        assert!(!answer.starts_with("HTTP/1.1 500"), "{:?}: {answer}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(
        Person::at(&address, &token).session().await.me,
        site.admin().await.id().await,
        "it still works"
    );
}
