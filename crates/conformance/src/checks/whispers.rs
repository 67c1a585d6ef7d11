//! What is true for a moment, said by a request: where no socket gets through (U3, W1).

use super::events::{beats, every};
use crate::check::{Broken, Held, checks, ensure, same};
use crate::ear::{Ear, PATIENCE};
use crate::kit::Kit;
use crate::person::Person;
use crate::raw::Raw;
use desk_contract::wire::Ask;
use desk_contract::wire::questions::{ReadSession, SayWhisper};
use desk_contract::{Refusal, Whisper};
use std::time::Duration;

checks! {
    "events.whispers_by_request" [U3 W1] "who looks and types is said by a request too, where no socket gets through" => by_request;
}

async fn says(who: &Person, whisper: Whisper) -> Result<Raw, Broken> {
    let question = SayWhisper::QUESTION;
    who.send(question.name, who.ask(question.method, &question.full_path()).json(&whisper)).await
}

fn is_refused(raw: &Raw, why: &str, refusal: &Refusal) -> Held {
    let problem = raw.problem()?;
    ensure(problem.code == refusal.code(), format!("{why}: {}", refusal.code()), problem.code)
}

async fn by_request(kit: &mut Kit) -> Held {
    let (anna, boris, vera) = (kit.anna.clone(), kit.boris()?, kit.vera()?);
    let appeal = kit.anna_has("Алло").await?;
    let seq = kit.admin.must::<ReadSession>(&[], &()).await?.seq;
    let mut ear = Ear::open(&boris, seq).await?;
    beats(&mut ear, every()).await;
    let looks = |who: &Person| who.id().map(|operator| Whisper::Viewing { appeal, operator });
    let (Some(mine), Some(hers)) = (looks(&anna), looks(&vera)) else { return Ok(()) };
    let said = says(&anna, mine).await?;
    same("a whisper is answered under", &SayWhisper::QUESTION.status, &said.status)?;
    let heard = ear.whisper_of(appeal, PATIENCE).await?;
    same("a colleague hears who looks", &Some(mine), &heard)?;
    is_refused(&says(&anna, hers).await?, "nobody speaks for another", &Refusal::NotYourPart)?;
    is_refused(&says(&vera, hers).await?, "nor of what he does not see", &Refusal::UnknownAppeal)?;
    let nothing = ear.whisper_of(appeal, Duration::from_millis(300)).await?;
    same("nothing of what was refused is heard", &None, &nothing)
}
