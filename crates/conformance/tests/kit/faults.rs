//! Each planted fault is found by the check that it belongs to.

mod of_answers;
mod of_events;

use crate::proxy::{Fault, Proxy};
use crate::site::Site;
use desk_conformance::run;
use serde_json::Value;

/// A check, and a fault that it must find.
type Planted = (&'static str, Box<dyn Fault>);

/// Calls the kit for one check of a server behind a fault.
async fn is_found(site: &Site, run_name: String, (check, fault): Planted) {
    let proxy = Proxy::before(&site.url(), fault).await;
    let mut options = site.options(&proxy.url, &run_name).await;
    options.only = vec![check.to_owned()];
    let report = run(&options).await;
    println!("{run_name}\n{report}");
    assert!(report.failed().contains(&check), "{run_name}: {check} did not notice: {report}");
}

async fn are_found(name: &str, planted: Vec<Planted>) {
    let site = Site::on_sqlite().await;
    for (number, planted) in planted.into_iter().enumerate() {
        is_found(&site, format!("{name}-{number}"), planted).await;
    }
}

/// A frame as JSON.
fn read(frame: &str) -> Value {
    serde_json::from_str(frame).unwrap()
}

/// Whether a frame is an event of this name.
fn is_event(frame: &str, name: &str) -> bool {
    let told = read(frame);
    told["type"] == "event" && told["data"]["type"] == name
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_of_events_are_found() {
    are_found("events", of_events::planted()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_of_answers_are_found() {
    are_found("answers", of_answers::planted()).await;
}
