//! Each planted fault is found by the check that it belongs to.

use crate::proxy::{Answer, Asked, Fault, Proxy};
use crate::site::Site;
use desk_conformance::run;
use serde_json::Value;

/// Calls the kit for one check of a server behind a fault.
async fn is_found(site: &Site, number: usize, (check, fault): (&'static str, Box<dyn Fault>)) {
    let proxy = Proxy::before(&site.url(), fault).await;
    let mut options = site.options(&proxy.url, &format!("fault-{number}")).await;
    options.only = vec![check.to_owned()];
    let report = run(&options).await;
    println!("{report}");
    assert!(report.failed().contains(&check), "{check} did not notice: {report}");
}

/// Whether a frame is an event of this name.
fn is_event(frame: &str, name: &str) -> bool {
    let told: Value = serde_json::from_str(frame).unwrap();
    told["type"] == "event" && told["data"]["type"] == name
}

/// The words of messages come otherwise than they were written.
struct AlteredWords;

impl Fault for AlteredWords {
    fn tells(&mut self, frame: String) -> Vec<String> {
        vec![if is_event(&frame, "message_sent") {
            frame.replace("Здравствуйте", "Здраствуйте")
        } else {
            frame
        }]
    }
}

/// A refusal comes under another status.
struct WrongStatus;

impl Fault for WrongStatus {
    fn answers(&mut self, _: &Asked, answer: &mut Answer) {
        if answer.status == 409 {
            answer.status = 400;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_planted_fault_is_found() {
    let site = Site::on_sqlite().await;
    let planted: Vec<(&str, Box<dyn Fault>)> =
        vec![("talks.chat", Box::new(AlteredWords)), ("talks.chat", Box::new(WrongStatus))];
    for (number, planted) in planted.into_iter().enumerate() {
        is_found(&site, number, planted).await;
    }
}
