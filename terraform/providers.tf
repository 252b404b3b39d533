provider "google" {
  project = var.project_id
  region  = var.region

  # With a person's own credentials Google counts calls against a project of
  # its own, where the budget API is off and is refused. These two lines count
  # them against the project that is deployed to.
  billing_project       = var.project_id
  user_project_override = true
}
