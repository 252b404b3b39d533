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

run "nothing_that_costs_while_idle_is_on_in_the_default" {
  command = plan

  assert {
    condition = (
      length(google_compute_address.egress) == 0 &&
      length(google_compute_router_nat.egress) == 0 &&
      length(google_billing_budget.month) == 0
    )
    error_message = "No address, no NAT and no budget unless asked for."
  }
}

run "a_static_address_carries_all_of_the_renderers_traffic" {
  command = plan

  variables {
    static_egress = true
  }

  assert {
    condition = (
      google_cloudfunctions2_function.renderer.service_config[0]
      .direct_vpc_egress == "VPC_EGRESS_ALL_TRAFFIC" &&
      length(google_cloudfunctions2_function.renderer.service_config[0]
      .direct_vpc_network_interface) == 1
    )
    error_message = "The renderer leaves through the network."
  }

  assert {
    condition = (
      google_compute_router_nat.egress[0].nat_ip_allocate_option ==
      "MANUAL_ONLY" &&
      google_compute_router_nat.egress[0].nat_ips ==
      toset([google_compute_address.egress[0].id])
    )
    error_message = "The NAT uses the one reserved address."
  }

  assert {
    condition = (
      google_compute_subnetwork.egress[0].private_ip_google_access
    )
    error_message = "Storage is reached beside the NAT."
  }

  assert {
    condition = length(
      google_cloudfunctions2_function.receiver.service_config[0]
      .direct_vpc_network_interface
    ) == 0
    error_message = "The receiver calls nobody and pays for no NAT."
  }

  assert {
    condition = contains(
      keys(google_project_service.this), "compute.googleapis.com"
    )
    error_message = "The compute API is switched on for it."
  }
}

run "a_budget_warns_on_spent_and_on_forecast_money" {
  command = plan

  variables {
    billing_account = "01AB23-45CD67-89EF01"
    monthly_budget  = 50
  }

  assert {
    condition = (
      one(google_billing_budget.month[0].amount).specified_amount[0].units ==
      "50" &&
      google_billing_budget.month[0].budget_filter[0].projects ==
      toset(["projects/123456789012"])
    )
    error_message = "The budget is for this project and this amount."
  }

  assert {
    condition = contains([
      for rule in google_billing_budget.month[0].threshold_rules :
      rule.spend_basis
    ], "FORECASTED_SPEND")
    error_message = "The forecast warns before the money is spent."
  }

  assert {
    condition = contains(
      keys(google_project_service.this), "billingbudgets.googleapis.com"
    )
    error_message = "The budget API is switched on for it."
  }
}

run "two_deployments_fit_into_one_project" {
  command = plan

  variables {
    name = "mando-staging"
  }

  assert {
    condition = alltrue([
      for resource in [
        google_artifact_registry_repository.images.repository_id,
        google_cloudfunctions2_function.receiver.name,
        google_cloudfunctions2_function.renderer.name,
        google_logging_metric.deliveries.name,
        google_logging_metric.interactions.name,
        google_monitoring_custom_service.this.service_id,
        google_pubsub_subscription.dead.name,
        google_pubsub_subscription.renderer.name,
        google_pubsub_topic.dead.name,
        google_pubsub_topic.renders.name,
        google_service_account.builder.account_id,
        google_service_account.push.account_id,
        google_service_account.receiver.account_id,
        google_service_account.renderer.account_id,
      ] : startswith(replace(resource, "_", "-"), "mando-staging")
    ])
    error_message = "Every name begins with var.name."
  }

  assert {
    condition = alltrue([
      for bucket in [
        google_storage_bucket.pictures, google_storage_bucket.source,
      ] : strcontains(bucket.name, "mando-staging")
    ])
    error_message = "Every bucket's name holds var.name."
  }
}
