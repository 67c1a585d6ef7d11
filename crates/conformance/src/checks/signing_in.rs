//! Who gets in, who does not, and who stays (E6).

use crate::check::{Broken, Held, checks, ensure, same};
use crate::dice::below;
use crate::ear::{Ear, PATIENCE};
use crate::kit::Kit;
use desk_contract::wire::questions::{CloseSession, HearEvents, OpenSession, ReadSession};
use desk_contract::wire::{Ask, CloseCode, EventStream, Fault, Method, Pass, SignIn, Streamed};

checks! {
    "signing_in.session" [E6 E4] "whoever signs in reads who he is, the directory, his own things and a number" => session;
    "signing_in.wrong_password" [E6] "a wrong password and an unknown name are answered alike" => wrong_password;
    "signing_in.stranger" [E6] "whoever has no token, or a made-up one, is told to sign in" => stranger;
    "signing_in.out" [E6] "whoever signs out is out, and so is what he listens by" => out;
}

async fn session(kit: &mut Kit) -> Held {
    for person in kit.operators() {
        let session = person.must::<ReadSession>(&[], &()).await?;
        same("who is signed in", &person.id(), &Some(session.me))?;
        same(
            "the directory, as the events tell it",
            desk_contract::Slice::directory(&kit.model.world),
            &session.directory,
        )?;
        let age = (kit.model.now() - session.at).num_seconds().abs();
        ensure(age < 10, "the backend's clock goes steadily", format!("{age} s off in one run"))?;
    }
    Ok(())
}

async fn wrong_password(kit: &mut Kit) -> Held {
    let question = OpenSession::QUESTION;
    // Under a name that nobody has, so that nobody's account is shut for too many tries.
    let nobody = format!("conformance-{}", below(u64::MAX));
    let login = kit.options.administrator.name.clone();
    let mut answers = Vec::new();
    for (what, login) in [("an unknown name", nobody), ("a wrong password", login)] {
        let said = SignIn { login, password: "conformance-guesses".to_owned() };
        let asked = kit.stranger.ask(question.method, &question.full_path()).json(&said);
        let raw = kit.stranger.send(question.name, asked).await?;
        raw.is_fault(what, Fault::WrongPassword)?;
        answers.push(raw.text());
    }
    same("which of the two is wrong is not told", &answers.first(), &answers.last())
}

async fn stranger(kit: &mut Kit) -> Held {
    let made_up =
        kit.stranger.known_by("somebody with a made-up token", kit.anna.actor, "conformance-made-up");
    for person in [&kit.stranger, &made_up] {
        person.get_raw::<ReadSession>(&[], &()).await?.is_fault("a stranger asks", Fault::NotSignedIn)?;
        let raw = person
            .wish_raw(Some(&crate::dice::id(desk_contract::id::CommandId::new).to_string()), &nothing())
            .await?;
        raw.is_fault("a stranger wishes", Fault::NotSignedIn)?;
        let came = Ear::try_open(person, 0).await.err().unwrap_or_else(|| "a socket".to_owned());
        if person.token.is_some() {
            same("a stranger listens", &"status 401".to_owned(), &came)?;
        }
    }
    Ok(())
}

fn nothing() -> desk_contract::Command {
    let preferences = Default::default();
    desk_contract::command::SavePreferences { preferences }.into()
}

async fn out(kit: &mut Kit) -> Held {
    let login = kit.options.administrator.clone();
    let said = SignIn { login: login.name, password: login.password };
    let pass = kit.stranger.bring::<OpenSession>(&[], &said).await?;
    let pass: Pass = pass.map_err(|problem| Broken::new("one may be signed in twice", problem.detail))?;
    ensure(pass.expires_at > kit.model.now(), "a pass that is good for a while", pass.expires_at)?;
    let again = kit.admin.known_by("the administrator, signed in again", kit.admin.actor, &pass.token);
    let session = again.must::<ReadSession>(&[], &()).await?;
    let mut ear = Ear::open(&again, session.seq).await?;
    let path = format!("{}?after={}", HearEvents::QUESTION.full_path(), session.seq);
    let stream =
        again.ask(Method::Get, &path).send().await.map_err(|cause| Broken::new("a stream", cause))?;
    let question = CloseSession::QUESTION;
    let raw = again.send(question.name, again.ask(question.method, &question.full_path())).await?;
    same("signing out is answered under", &question.status, &raw.status)?;
    again.get_raw::<ReadSession>(&[], &()).await?.is_fault("whoever signed out asks", Fault::NotSignedIn)?;
    let closed = ear.closed_within(PATIENCE).await;
    let expected = format!("his socket is closed with {}", CloseCode::TokenExpired.code());
    ensure(closed == Some(Some(CloseCode::TokenExpired.code())), expected, format!("{closed:?}"))?;
    stream_closes(stream).await?;
    kit.admin.must::<ReadSession>(&[], &()).await.map(drop)
}

/// A stream says by its last event why it ends.
async fn stream_closes(mut answer: reqwest::Response) -> Held {
    let mut stream = EventStream::default();
    let mut heard = Vec::new();
    while let Ok(Ok(Some(bytes))) = tokio::time::timeout(PATIENCE, answer.chunk()).await {
        heard.extend(stream.take(&bytes));
    }
    let due = Streamed::Closes(CloseCode::TokenExpired.code());
    ensure(heard.last() == Some(&due), format!("his stream ends with {due:?}"), format!("{heard:?}"))
}
