//! The application is served as the build left it: compressed, kept where it may be, and framed by nobody else (E2, E4); and
//! answers go compressed to whoever takes them so.

use crate::site::Site;
use desk_contract::wire::questions::{ListAppeals, OpenSession};
use desk_contract::wire::{Ask, Method, SignIn};
use reqwest::{Client, Response};

async fn served() -> (Site, tempfile::TempDir) {
    let (folder, path) = Site::application();
    let crm = "https://crm.example.org".to_owned();
    let site = Site::otherwise(|config| {
        config.site = Some(path);
        config.allowed_origins = vec![crm];
    });
    (site.await, folder)
}

async fn get(site: &Site, path: &str, accept: &str) -> Response {
    let asked = Client::new().get(format!("http://{}{path}", site.address()));
    asked.header("accept-encoding", "br, gzip").header("accept", accept).send().await.unwrap()
}

#[tokio::test]
async fn every_address_of_the_application_is_its_page() {
    let (site, _folder) = served().await;
    for path in ["/", "/appeals/7", "/history"] {
        let answer = get(&site, path, "text/html").await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()["content-encoding"], "br", "{path}");
        assert_eq!(answer.headers()["cache-control"], "no-cache", "{path}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'self'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'self' https://crm.example.org"), "{policy}");
        assert_eq!(answer.text().await.unwrap(), "brotli of the page", "{path}");
    }
}

#[tokio::test]
async fn what_is_named_after_its_content_is_kept_for_good() {
    let (site, _folder) = served().await;
    let style = get(&site, "/desk-0123456789abcdef.css", "text/css").await;
    assert_eq!(style.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(style.headers()["content-type"], "text/css");
    assert_eq!(style.headers()["content-encoding"], "br");
    assert_eq!(get(&site, "/icon.svg", "*/*").await.headers()["cache-control"], "no-cache");
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_the_page() {
    let (site, _folder) = served().await;
    assert_eq!(get(&site, "/desk-ffffffffffffffff.css", "text/css").await.status(), 404);
    assert_eq!(get(&site, "/../Cargo.toml", "*/*").await.status(), 404);
}

#[tokio::test]
async fn the_application_is_told_to_ask_this_server() {
    let (site, _folder) = served().await;
    let config = get(&site, "/config.json", "*/*").await;
    assert_eq!(config.headers()["cache-control"], "no-cache");
    assert!(config.text().await.unwrap().contains("\"http\""));
}

#[tokio::test]
async fn a_long_answer_goes_compressed_to_whoever_takes_it_so() {
    let (site, _folder) = served().await;
    let people = site.people().await;
    for words in ["Где мой заказ?"; 20] {
        people.client_writes(words).await;
    }
    let list = format!("{}?place=queue", ListAppeals::QUESTION.full_path());
    let asked =
        |takes: &'static str| people.anna.ask(Method::Get, &list).header("accept-encoding", takes).send();
    let (plain, short) = (asked("identity").await.unwrap(), asked("br, gzip").await.unwrap());
    assert!(!plain.headers().contains_key("content-encoding"));
    assert_eq!(short.headers()["content-encoding"], "gzip");
    assert!(short.headers()["vary"].to_str().unwrap().contains("accept-encoding"));
    let (plain, short) = (plain.bytes().await.unwrap(), short.bytes().await.unwrap());
    assert!(short.len() * 5 < plain.len(), "{} of {}", short.len(), plain.len());
}

#[tokio::test]
async fn the_answer_to_a_sign_in_is_never_compressed() {
    let (site, _folder) = served().await;
    let who =
        SignIn { login: site.administrator.login.clone(), password: site.administrator.password.clone() };
    let asked = Client::new().post(format!("http://{}{}", site.address(), OpenSession::QUESTION.full_path()));
    let answer = asked.header("accept-encoding", "br, gzip").json(&who).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(!answer.headers().contains_key("content-encoding"));
}

/// E2: whoever may frame the page may talk with it.
#[tokio::test]
async fn the_application_is_told_who_may_talk_with_it_from_around_its_frame() {
    let (site, _folder) = served().await;
    let (config, page) = (get(&site, "/config.json", "*/*").await, get(&site, "/", "text/html").await);
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let told: serde_json::Value = serde_json::from_str(&config.text().await.unwrap()).unwrap();
    for origin in told["frame"]["origins"].as_array().into_iter().flatten().filter_map(|it| it.as_str()) {
        assert!(policy.contains(&format!(" {origin}")), "{policy}");
    }
    assert_eq!(told["frame"]["origins"].as_array().map(Vec::len), Some(1), "{told}");
}
