mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  discord_public_key = join("", [
    "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef",
  ])
  notification_emails = ["night@example.com"]
  package_directory   = "tests/packages"
  project_id          = "mando-test"
  region              = "europe-west1"
}

# The two plans that plan_test.go reads as a whole.

run "the_default" {
  command = plan

  assert {
    condition     = google_pubsub_topic.renders.name == "mando-renders"
    error_message = "The default plan is the one in the runbook."
  }
}

run "everything_on" {
  command = plan

  variables {
    billing_account  = "01AB23-45CD67-89EF01"
    picture_delivery = "link"
    static_egress    = true
  }

  assert {
    condition     = length(google_compute_address.egress) == 1
    error_message = "All that is optional is in this plan."
  }
}
