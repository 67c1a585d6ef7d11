//! What the documents allow, the code understands: commands, events, and what is asked and answered beside them.

use crate::judge;
use crate::made_up::MadeUp;
use desk_contract::Command;
use desk_contract::event::Event;
use desk_contract::handover::{Handover, Taken};
use desk_contract::wire::questions::*;
use desk_contract::wire::routes::ROUTES;
use desk_contract::wire::{Ask, Content, Problem, Receipt, ServerFrame, command, names, request};
use desk_wire_docs::{asyncapi, openapi};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// More turns than any choice has variants, both even and odd.
const TURNS: usize = 2 * 47;

#[test]
fn every_command_that_the_document_allows_is_read_and_sent_again() {
    let document = openapi();
    for route in ROUTES {
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        let body_schema = operation["requestBody"]["content"][names::JSON].get("schema");
        for turn in 0..TURNS {
            let made_up = MadeUp { document: &document, turn };
            let body = body_schema.map(|schema| made_up.value(schema).to_string()).unwrap_or_default();
            let mut path = route.full_path();
            for parameter in
                operation["parameters"].as_array().unwrap().iter().filter(|it| it["in"] == "path")
            {
                let value = made_up.value(&parameter["schema"]);
                let placeholder = format!("{{{}}}", parameter["name"].as_str().unwrap());
                path = path.replace(&placeholder, value.as_str().unwrap());
            }
            let read = command(route.method.as_str(), &path, &body);
            let read = read.unwrap_or_else(|unread| panic!("{path} {body}: {unread:?}"));
            assert_eq!(read.name(), route.command);
            let sent = request(&read).unwrap();
            assert_eq!((sent.method, &sent.path), (route.method, &path));
            let again = command(sent.method.as_str(), &sent.path, sent.body.as_deref().unwrap_or_default());
            assert_eq!(again, Ok(read));
            if let (Some(schema), Some(body)) = (body_schema, sent.body) {
                let body: Value = serde_json::from_str(&body).unwrap();
                let judge = (turn < 2).then(|| judge(&document, schema));
                assert!(judge.is_none_or(|judge| judge.is_valid(&body)), "{path} {body:#}");
            }
        }
    }
    assert_eq!(ROUTES.len(), Command::NAMES.len());
}

#[test]
fn every_event_that_the_document_allows_is_heard() {
    let document = asyncapi();
    for name in Event::NAMES {
        let payload = &document["components"]["messages"][name]["payload"];
        for turn in 0..TURNS {
            let mut made_up = MadeUp { document: &document, turn }.value(payload);
            let data = &payload["properties"]["data"]["allOf"][1]["properties"]["data"];
            made_up["data"]["type"] = json!(name);
            made_up["data"]["data"] = MadeUp { document: &document, turn }.value(data);
            let heard = serde_json::from_str::<ServerFrame>(&made_up.to_string());
            assert!(heard.is_ok(), "{}: {made_up:#}", heard.unwrap_err());
            let told = serde_json::to_value(heard.unwrap()).unwrap();
            let judge = (turn < 2).then(|| judge(&document, payload));
            assert!(judge.is_none_or(|judge| judge.is_valid(&told)), "{told:#}");
        }
    }
}

/// Reads whatever the document allows at these places.
fn is_understood<T: DeserializeOwned>(document: &Value, schema: &Value) {
    for turn in 0..TURNS {
        let made_up = MadeUp { document, turn }.value(schema);
        let read = serde_json::from_str::<T>(&made_up.to_string());
        assert!(read.is_ok(), "{}: {made_up:#}", read.err().unwrap());
    }
}

fn question_is_understood<Q: Ask<Takes: DeserializeOwned, Answer: DeserializeOwned>>(document: &Value) {
    let question = Q::QUESTION;
    let operation = &document["paths"][question.path][question.method.as_str().to_lowercase()];
    assert_eq!(operation["operationId"], question.name);
    let media = &operation["requestBody"]["content"][names::JSON];
    assert_eq!(media.is_object(), question.takes == Content::Json, "{}", question.name);
    if let Some(schema) = media.get("schema") {
        is_understood::<Q::Takes>(document, schema);
    }
    let media = &operation["responses"][question.status.to_string()]["content"][names::JSON];
    assert_eq!(media.is_object(), question.answers == Content::Json, "{}", question.name);
    if let Some(schema) = media.get("schema") {
        is_understood::<Q::Answer>(document, schema);
    }
}

macro_rules! each_question_is_understood {
    ($document:ident: $($Question:ident)+) => {
        let asked = [$($Question::QUESTION.name),+];
        let all: Vec<_> = QUESTIONS.iter().map(|question| question.name).collect();
        assert_eq!(asked.as_slice(), all, "the list of this test lacks a question");
        $( question_is_understood::<$Question>(&$document); )+
    };
}

#[test]
fn every_question_and_answer_that_the_document_allows_is_read() {
    let document = openapi();
    each_question_is_understood! {
        document: OpenSession CloseSession ReadSession ListAppeals ReadAppeal ReadMessages ReadAppealCards
            ListContacts ReadContacts ReadContact ReadContactCards ListContactAppeals ListOrganisations ReadOrganisation
            ListDeals ReadDeal ReadDealCards ListTasks ReadTask ListPayments ReadPayment ReadDirectory
            ReadHistory ReadReport OrderExport ReadExport CancelExport ReadExportFile UploadFile ReadFile HearEvents
            SayWhisper ChangePassword ListAccounts GiveAccount HandIn ReadTalk HearTalk SayAsVisitor SeeAsVisitor TypeAsVisitor
            BringAsVisitor FetchAsVisitor
    }
    let handed = &document["webhooks"]["message"]["post"];
    is_understood::<Handover>(&document, &handed["requestBody"]["content"][names::JSON]["schema"]);
    is_understood::<Taken>(&document, &handed["responses"]["2XX"]["content"][names::JSON]["schema"]);
    is_understood::<Receipt>(&document, &json!({ "$ref": "#/components/schemas/Receipt" }));
    is_understood::<Problem>(&document, &json!({ "$ref": "#/components/schemas/Problem" }));
}
