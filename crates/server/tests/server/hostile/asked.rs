//! One request of somebody hostile, and the answer that it must get.

use super::made_up::{Schemas, nearly, odd, wrong};
use super::scene::Scene;
use desk_contract::wire::names;
use proptest::prelude::*;
use proptest::strategy::Union;
use reqwest::Method;
use serde_json::Value;
use std::time::Duration;

/// Nothing takes longer, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// How it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As the document says.
    Right,
    /// In any way.
    Any,
}

/// A request.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    method: Method,
    address: String,
    key: Option<String>,
    media: Option<String>,
    language: String,
    body: Option<Vec<u8>>,
}

impl Asked {
    /// Requests of a route.
    pub(super) fn strategy(
        schemas: &Schemas,
        (method, path, operation): (&str, &str, &Value),
        manner: Manner,
    ) -> BoxedStrategy<Self> {
        let method: Method = method.to_uppercase().parse().unwrap();
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let parameters = parameters.iter().map(|it| schemas.resolved(it).clone()).collect::<Vec<_>>();
        let address = address(schemas, path, &parameters, manner);
        let body = operation.get("requestBody").map(|body| schemas.resolved(body)["content"].clone());
        let body = body.map_or_else(|| Just(None).boxed(), |content| body_of(schemas, &content, manner));
        let keys = any::<u128>().prop_map(|bits| Some(uuid::Uuid::from_u128(bits).to_string()));
        let (key, media, language) = match manner {
            Manner::Right => (keys.boxed(), Just(None).boxed(), Just("en".to_owned()).boxed()),
            Manner::Any => {
                let bad_keys = Union::new([header_text().prop_map(Some).boxed(), Just(None).boxed()]);
                let media =
                    ["text/plain", "application/json; charset=utf-16", "multipart/form-data", ";;;", "a/b/c"];
                let media = proptest::sample::select(media.to_vec()).prop_map(|it| Some(it.to_owned()));
                (
                    prop_oneof![6 => keys, 1 => bad_keys].boxed(),
                    prop_oneof![9 => Just(None), 1 => media].boxed(),
                    prop_oneof![3 => Just("en".to_owned()), 1 => header_text()].boxed(),
                )
            }
        };
        (address, key, media, language, body)
            .prop_map(move |(address, key, media, language, body)| Self {
                method: method.clone(),
                address,
                key,
                media,
                language,
                body,
            })
            .boxed()
    }

    /// Asks; the answer is in time, is no 500, and a no is a problem document.
    pub(super) async fn is_answered(&self, scene: &Scene, token: Option<&str>) -> (u16, String) {
        let mut asked = self.begun(scene);
        if let Some(token) = token {
            asked = asked.header("authorization", format!("Bearer {token}"));
        }
        self.judged(scene, asked).await
    }

    /// A page of another site has the browser send the cookie along.
    pub(super) async fn is_sent_by_another_sites_page(&self, scene: &Scene) -> (u16, String) {
        let cookie = format!("{}={}", names::SESSION_COOKIE, scene.admins_token);
        let asked = self.begun(scene).header("cookie", cookie).header("sec-fetch-site", "cross-site");
        self.judged(scene, asked.header("origin", "https://evil.example")).await
    }

    fn begun(&self, scene: &Scene) -> reqwest::RequestBuilder {
        let url = format!("http://{}{}{}", scene.address, names::PREFIX, self.address);
        let mut asked = scene.client.request(self.method.clone(), url).timeout(PATIENCE);
        asked = asked.header(names::ACCEPT_LANGUAGE, self.language.as_bytes());
        if let Some(key) = &self.key {
            asked = asked.header(names::IDEMPOTENCY_KEY, key.as_bytes());
        }
        match &self.body {
            Some(body) => {
                let media = self.media.as_deref().unwrap_or(names::JSON);
                asked.header("content-type", media).body(body.clone())
            }
            None => asked,
        }
    }

    async fn judged(&self, scene: &Scene, asked: reqwest::RequestBuilder) -> (u16, String) {
        let answer = asked.send().await.unwrap_or_else(|cause| panic!("{self:?}: {cause:?}"));
        let status = answer.status().as_u16();
        let media = answer.headers().get("content-type").cloned();
        let text = String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned();
        assert!(status < 500, "{self:?}: {status} {text}");
        if status >= 400 {
            let media = media.as_ref().and_then(|it| it.to_str().ok());
            assert_eq!(media, Some(names::PROBLEM_JSON), "{self:?}: {status} {text}");
            let problem: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(problem["status"], status, "{self:?}: {text}");
            let wrong: Vec<_> = scene.problems.iter_errors(&problem).map(|it| it.to_string()).collect();
            assert!(wrong.is_empty(), "{self:?}: {text}: {wrong:?}");
        }
        (status, text)
    }
}

/// The address after the prefix, with what stands in its path and behind its question mark.
fn address(schemas: &Schemas, path: &str, parameters: &[Value], manner: Manner) -> BoxedStrategy<String> {
    let mut parts: Vec<BoxedStrategy<String>> = Vec::new();
    for segment in path.split('/').skip(1) {
        parts.push(match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            None => Just(format!("/{segment}")).boxed(),
            Some(name) => {
                let of = parameters.iter().find(|it| it["in"] == "path" && it["name"] == name).unwrap();
                let right =
                    schemas.right(&of["schema"], 0).prop_map(|it| format!("/{}", encoded(&said(&it))));
                let odd = odd().prop_map(|text| format!("/{}", encoded(&format!("{text}x"))));
                if manner == Manner::Any { prop_oneof![8 => right, 1 => odd].boxed() } else { right.boxed() }
            }
        });
    }
    let mut signs = vec![Just("?".to_owned()).boxed()];
    for of in parameters.iter().filter(|it| it["in"] == "query") {
        let name = of["name"].as_str().unwrap().to_owned();
        let right = schemas.right(&of["schema"], 0).prop_map(|it| said(&it));
        let text =
            if manner == Manner::Any { prop_oneof![4 => right, 1 => odd()].boxed() } else { right.boxed() };
        let pair = text.prop_map(move |text| format!("{name}={}&", encoded(&text)));
        let is_wanted = of["required"] == true && manner == Manner::Right;
        let maybe =
            if is_wanted { pair.boxed() } else { prop_oneof![2 => pair, 1 => Just(String::new())].boxed() };
        signs.push(maybe);
    }
    parts.extend(signs);
    parts.prop_map(|parts| parts.concat()).boxed()
}

fn body_of(schemas: &Schemas, content: &Value, manner: Manner) -> BoxedStrategy<Option<Vec<u8>>> {
    let Some(schema) = content.get(names::JSON).map(|it| it["schema"].clone()) else {
        return proptest::collection::vec(any::<u8>(), 0..2_000).prop_map(Some).boxed();
    };
    let right = schemas.right(&schema, 0);
    let text = |value: &Value| Some(serde_json::to_vec(value).unwrap());
    if manner == Manner::Right {
        return right.prop_map(move |it| text(&it)).boxed();
    }
    let wrong_there = right.clone().prop_flat_map(nearly).prop_map(move |it| text(&it));
    let broken = (right.clone(), any::<u16>()).prop_map(move |(it, cut)| {
        let mut bytes = text(&it)?;
        bytes.truncate(usize::from(cut) % bytes.len().max(1));
        Some(bytes)
    });
    prop_oneof![
        40 => right.prop_map(move |it| text(&it)),
        40 => wrong_there,
        8 => wrong().prop_map(move |it| text(&it)),
        6 => broken,
        2 => Just(Some(vec![b'['; 200_000])),
        1 => Just(Some(vec![b' '; (1 << 20) + 1])),
        2 => proptest::collection::vec(any::<u8>(), 0..200).prop_map(Some),
        1 => Just(None),
    ]
    .boxed()
}

/// Text as a header may hold it, and no library refuses to send it.
fn header_text() -> BoxedStrategy<String> {
    let long = (1usize..40).prop_map(|times| "x".repeat(times * 100));
    prop_oneof![2 => "[ -~]{0,40}", 1 => odd().prop_map(|it| it.replace(char::is_control, "")), 1 => long]
        .boxed()
}

fn said(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn encoded(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(sign).collect()
}
