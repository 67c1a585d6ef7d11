//! Hostile and mistaken requests: each is answered with a problem that says what is wrong (E4, E6).

use crate::check::{Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use crate::person::Person;
use desk_contract::id::{AppealId, CommandId};
use desk_contract::wire::questions::{QUESTIONS, ReadSession};
use desk_contract::wire::routes::ROUTES;
use desk_contract::wire::{Content, Fault, Method, names};

checks! {
    "problems.requests" [E4] "a request that means nothing is told what is wrong with it" => requests;
    "problems.methods" [E4] "an address that takes another method says so (405)" => methods;
    "problems.too_large" [E4 E6] "more bytes than any command has are not taken (413)" => too_large;
    "problems.shapes" [E4 E6] "no command of any shape is answered with a bug" => shapes;
    "problems.signed_in" [E6] "nothing but signing in is answered to a stranger" => signed_in;
    "problems.pointers" [E4] "what is wrong is pointed at" => pointers;
}

async fn asked(
    person: &Person,
    media: &str,
    (method, path): (Method, &str),
    body: &str,
) -> Result<crate::raw::Raw, crate::check::Broken> {
    let asked = person.ask(method, path).header(names::IDEMPOTENCY_KEY, id(CommandId::new).to_string());
    person.send(&format!("{method} {path}"), asked.header("content-type", media).body(body.to_owned())).await
}

async fn requests(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = id(AppealId::new);
    let topic = format!("{}/appeals/{appeal}/topic", names::PREFIX);
    let json = names::JSON;
    for (what, media, method, path, body, fault) in [
        ("no JSON", json, Method::Put, topic.as_str(), "{", Fault::UnreadableBody),
        ("no object", json, Method::Put, &topic, "[]", Fault::Unprocessable),
        ("another type of field", json, Method::Put, &topic, r#"{"topic":7}"#, Fault::Unprocessable),
        ("an id that is none", json, Method::Put, &topic, r#"{"topic":"x"}"#, Fault::Unprocessable),
        (
            "another appeal than the path's",
            json,
            Method::Put,
            &topic,
            r#"{"appeal":"x"}"#,
            Fault::Unprocessable,
        ),
        (
            "a body that is not said to be JSON",
            "text/plain",
            Method::Put,
            &topic,
            "{}",
            Fault::UnreadableBody,
        ),
        ("an unknown path", json, Method::Post, "/api/v1/weather", "{}", Fault::UnknownRoute),
        ("the prefix alone", json, Method::Get, "/api/v1/", "", Fault::UnknownRoute),
    ] {
        asked(&anna, media, (method, path), body).await?.is_fault(what, fault)?;
    }
    for (what, path, fault) in [
        ("a place that is none", "/appeals?place=nowhere", Fault::Unprocessable),
        ("no place", "/appeals", Fault::Unprocessable),
        ("a piece of nothing", "/appeals?place=queue&limit=0", Fault::Unprocessable),
        ("a piece that is too long", "/appeals?place=queue&limit=201", Fault::Unprocessable),
        ("a cursor that is none", "/contacts?cursor=%20", Fault::Unprocessable),
        ("an id that is none", "/appeals/7", Fault::UnknownRoute),
        ("events after nothing", "/events?after=-1", Fault::Unprocessable),
    ] {
        let path = format!("{}{path}", names::PREFIX);
        anna.send(&path, anna.ask(Method::Get, &path)).await?.is_fault(what, fault)?;
    }
    Ok(())
}

async fn methods(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = id(AppealId::new);
    for path in
        [format!("/appeals/{appeal}/take"), "/directory/remove".to_owned(), "/history/rows".to_owned()]
    {
        let path = format!("{}{path}", names::PREFIX);
        let raw = anna.send(&format!("DELETE {path}"), anna.ask(Method::Delete, &path)).await?;
        raw.is_fault("a method that is not taken here", Fault::MethodNotAllowed)?;
        ensure(
            raw.header("allow").contains("POST"),
            "the header `Allow` names those that are (RFC 9110)",
            raw.header("allow"),
        )?;
    }
    Ok(())
}

/// A backend may cut the line before it has read all of it, and then the answer is lost now and then.
async fn too_large(kit: &mut Kit) -> Held {
    let path = format!("{}/appeals/{}/topic", names::PREFIX, id(AppealId::new));
    let body = "x".repeat(32 << 20);
    for _ in 0..5 {
        if let Ok(raw) = asked(&kit.anna.clone(), names::JSON, (Method::Put, &path), &body).await {
            return raw.is_fault("32 MB in the place of a topic", Fault::TooLarge);
        }
    }
    // It was not taken, at least; and the backend is there still.
    kit.anna.must::<ReadSession>(&[], &()).await.map(drop)
}

/// Every command with bodies that mean nothing, about things that nobody has.
async fn shapes(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    for route in ROUTES {
        let path = filled(&route.full_path());
        for body in [
            "",
            "{}",
            "[]",
            "null",
            "\"\"",
            "{\"x\":",
            r#"{"text":null,"version":-1,"card":[]}"#,
            "{\"a\":\"\u{0}\u{feff}\"}",
        ] {
            let raw = asked(&anna, names::JSON, (route.method, &path), body).await?;
            ensure(
                raw.status < 500,
                format!("{} `{body}` is no bug", raw.asked),
                format!("{}: {}", raw.status, raw.text()),
            )?;
            if !raw.is_yes() {
                raw.problem()?;
            }
        }
    }
    Ok(())
}

/// A path whose placeholders are ids that nobody has.
fn filled(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment {
        "{kind}" => "message".to_owned(),
        segment if segment.starts_with('{') => id(AppealId::new).to_string(),
        segment => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

async fn signed_in(kit: &mut Kit) -> Held {
    let stranger = kit.stranger.clone();
    for question in QUESTIONS.iter().filter(|question| question.is_for_the_signed_in) {
        let body = if question.takes == Content::Nothing { "" } else { "{}" };
        let raw =
            asked(&stranger, names::JSON, (question.method, &filled(&question.full_path())), body).await?;
        // A visitor of the site is known by the path alone; of one that nobody is there is nothing.
        let is_visitors = question.path.starts_with("/visitors/");
        let fault = if is_visitors { Fault::UnknownRoute } else { Fault::NotSignedIn };
        raw.is_fault("a stranger asks", fault)?;
    }
    for route in ROUTES {
        let raw = asked(&stranger, names::JSON, (route.method, &filled(&route.full_path())), "{}").await?;
        raw.is_fault("a stranger wishes", Fault::NotSignedIn)?;
    }
    Ok(())
}

async fn pointers(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let path = format!("{}/contacts/{}", names::PREFIX, id(AppealId::new));
    let body = r#"{"version":null,"card":{"name":"Мария","numbers":[{"kind":"mobile","number":"123"}]}}"#;
    let raw = asked(&anna, names::JSON, (Method::Put, &path), body).await?;
    raw.is_fault("a number that is none", Fault::Unprocessable)?;
    let problem = raw.problem()?;
    let pointed = problem.errors.first().map(|error| error.pointer.clone()).unwrap_or_default();
    ensure(pointed.starts_with("/card/numbers/0"), "a pointer at /card/numbers/0 (RFC 6901)", &pointed)?;
    same("how much is wrong", &1, &problem.errors.len())
}
