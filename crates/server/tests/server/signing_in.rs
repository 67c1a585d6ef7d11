//! Who gets in, who does not, and what a browser may be talked into (E6).

use crate::on_both_databases;
use crate::person::{Person, read, sign_in};
use crate::site::Site;
use desk_contract::listing::Place;
use desk_contract::wire::questions::{ListAppeals, OpenSession, ReadSession};
use desk_contract::wire::{
    AppealsQuery, Ask, CloseCode, Fault, Method, Pass, Problem, Session, SignIn, names,
};
use desk_server::{CookieKind, CookieSafety};
use reqwest::{Client, Response, header};

fn cookie_of(answer: &Response) -> String {
    answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned()
}

async fn problem(answer: Response) -> Problem {
    *read::<Session>(answer).await.expect_err("a no")
}

on_both_databases! {
    /// Neither tells whether the name or the password is wrong.
    async fn a_wrong_password_and_an_unknown_name_are_answered_alike(site: Site) {
        for (login, password) in [("admin", "wrong"), ("nobody", "wrong")] {
            let said = problem(sign_in(&site.address(), login, password).await).await;
            assert_eq!(said.fault(), Some(Fault::WrongPassword), "{login}");
        }
    }

    /// A session is over when one signs out, and with it what listens by it.
    async fn whoever_signs_out_is_out(site: Site) {
        let admin = site.admin().await;
        let mut socket = admin.hears(0).await;
        admin.sign_out().await;
        socket.is_closed_with(CloseCode::TokenExpired).await;
        let asked = admin.get::<ReadSession>(&[], &()).await.expect_err("signed out");
        assert_eq!(asked.fault(), Some(Fault::NotSignedIn));
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_token() {
    let site = Site::on_sqlite().await;
    let stranger = Person::at(&site.address(), "made-up");
    let query = AppealsQuery {
        place: Place::Queue,
        channel: None,
        search: None,
        cursor: None,
        limit: Default::default(),
    };
    let asked = stranger.get::<ListAppeals>(&[], &query).await.expect_err("a stranger");
    assert_eq!(asked.fault(), Some(Fault::NotSignedIn));
}

#[tokio::test]
async fn passwords_are_not_guessed_quickly() {
    let site = Site::on_sqlite().await;
    let mut last = None;
    for _ in 0..12 {
        last = Some(sign_in(&site.address(), "admin", "guess").await);
    }
    let last = last.unwrap();
    assert!(last.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(problem(last).await.fault(), Some(Fault::TooMany));
}

#[tokio::test]
async fn a_cookie_is_for_pages_of_this_desk_alone() {
    let site = Site::on_sqlite().await;
    let account = site.administrator.clone();
    let answer = sign_in(&site.address(), &account.login, &account.password).await;
    let cookie = cookie_of(&answer);
    for word in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    let pair = cookie.split(';').next().unwrap().to_owned();
    let ask = |method: Method, from: &'static str| {
        let address = format!("http://{}{}", site.address(), ReadSession::QUESTION.full_path());
        let request = Client::new().request(method.as_str().parse().unwrap(), address);
        request.header(header::COOKIE, pair.clone()).header("sec-fetch-site", from)
    };
    let read_here = ask(Method::Get, "same-origin").send().await.unwrap();
    assert!(read_here.status().is_success());
    let from_elsewhere = ask(Method::Delete, "cross-site").send().await.unwrap();
    assert_eq!(from_elsewhere.status(), 403);
    let from_here = ask(Method::Delete, "same-origin").send().await.unwrap();
    assert_eq!(from_here.status(), 204);
    assert!(cookie_of(&from_here).contains("Max-Age=0"));
}

#[tokio::test]
async fn another_page_neither_signs_in_nor_listens() {
    let site = Site::on_sqlite().await;
    let account = site.administrator.clone();
    let said = SignIn { login: account.login, password: account.password };
    let address = format!("http://{}{}", site.address(), OpenSession::QUESTION.full_path());
    let evil = Client::new().post(address).json(&said).header(header::ORIGIN, "https://evil.example");
    assert_eq!(evil.send().await.unwrap().status(), 403);

    let token = site.admin().await.token;
    let socket = Client::new()
        .get(format!("http://{}/api/v1/events?after=0", site.address()))
        .header(header::COOKIE, format!("{}={token}", names::SESSION_COOKIE))
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
    assert_eq!(socket.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn in_a_frame_each_outer_page_has_a_cookie_of_its_own() {
    let crm = "https://crm.example.org";
    let site = Site::otherwise(|config| {
        config.cookie = CookieKind::Partitioned;
        config.allowed_origins = vec![crm.to_owned()];
    })
    .await;
    let account = site.administrator.clone();
    let said = SignIn { login: account.login, password: account.password };
    let address = format!("http://{}{}", site.address(), OpenSession::QUESTION.full_path());
    let answer = Client::new().post(address).json(&said).header(header::ORIGIN, crm).send().await.unwrap();
    let cookie = cookie_of(&answer);
    for word in ["SameSite=None", "Secure", "Partitioned", "HttpOnly"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], crm);
    assert!(answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    answer.json::<Pass>().await.unwrap();
}

#[tokio::test]
async fn a_safe_line_is_demanded_where_it_is_configured() {
    let site = Site::otherwise(|config| config.cookie = CookieKind::Own(CookieSafety::HttpsOnly)).await;
    let account = site.administrator.clone();
    let answer = sign_in(&site.address(), &account.login, &account.password).await;
    assert!(cookie_of(&answer).contains("Secure"));
}
