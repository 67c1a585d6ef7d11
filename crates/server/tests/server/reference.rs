//! The documents of the interface and the page to try it are served, within a policy that lets nothing else in.

use crate::site::Site;
use reqwest::Client;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_interface_is_described_where_it_answers() {
    let site = Site::on_sqlite().await;
    let get = async |path: &str| {
        Client::new().get(format!("http://{}{path}", site.address())).send().await.unwrap()
    };
    for (path, says) in [("openapi", "3.1"), ("asyncapi", "3.0")] {
        let answer = get(&format!("/api/v1/{path}.json")).await;
        assert_eq!(answer.headers()["content-type"], "application/json");
        let document: serde_json::Value = answer.json().await.unwrap();
        assert!(document[path].as_str().unwrap().starts_with(says));
    }
    let page = get("/api").await;
    assert_eq!(page.url().path(), "/api/");
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    let text = page.text().await.unwrap();
    assert!(text.contains(r#"data-path="/api/v1/appeals/{appeal}/close""#));
    assert!(text.contains("Desk-Signature"), "what the server asks a connector stands there too");
    assert!(text.contains(r#"data-socket="/api/v1/events""#), "and what it tells over the socket");
    for part in ["/api/page.css", "/api/page.js"] {
        assert!(text.contains(part));
        assert_eq!(get(part).await.status(), 200);
    }
    assert_eq!(get("/api/other").await.status(), 404);
}
