variable "ack_deadline_seconds" {
  description = "Seconds after which Pub/Sub delivers a job again."
  type        = number
  default     = 90

  validation {
    condition = (
      floor(var.ack_deadline_seconds) == var.ack_deadline_seconds &&
      var.ack_deadline_seconds >= 10 && var.ack_deadline_seconds <= 600
    )
    error_message = join("", [
      "ack_deadline_seconds is a whole number, ",
      "10 to 600, as Pub/Sub allows.",
    ])
  }

  validation {
    condition = (
      var.ack_deadline_seconds > var.renderer_timeout_seconds
    )
    error_message = join("", [
      "ack_deadline_seconds must be above renderer_timeout_seconds, or a ",
      "slow picture is delivered again although it was drawn.",
    ])
  }
}

variable "billing_account" {
  description = "Billing account for a budget with alerts; null for none."
  type        = string
  default     = null

  validation {
    condition = var.billing_account == null || can(regex(
      "^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account
    ))
    error_message = join("", [
      "billing_account looks like 01AB23-45CD67-89EF01; ",
      "see `gcloud billing accounts list`.",
    ])
  }
}

variable "discord_public_key" {
  description = <<-EOT
    The application's public key from Discord's developer portal, 64 hex
    digits. Two separated by a comma while the key is rotated. Not a secret.
  EOT
  type        = string

  validation {
    condition = can(regex(
      "^[0-9a-fA-F]{64}(\\s*,\\s*[0-9a-fA-F]{64})*$",
      var.discord_public_key
    ))
    error_message = join("", [
      "discord_public_key is 64 hex digits, several separated by commas: ",
      "copy Public Key from General Information in Discord's developer ",
      "portal.",
    ])
  }
}

variable "force_destroy" {
  description = <<-EOT
    Whether `terraform destroy` may delete a picture bucket that still holds
    pictures. Off, it stops there.
  EOT
  type        = bool
  default     = false
}

variable "labels" {
  description = "Labels for everything that carries labels."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([
      for key, value in var.labels :
      can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) &&
      can(regex("^[a-z0-9_-]{0,63}$", value))
    ])
    error_message = join("", [
      "A label's key and value are at most 63 lower-case letters, digits, ",
      "_ and -, the key beginning with a letter.",
    ])
  }

  validation {
    condition     = !contains(keys(var.labels), "app")
    error_message = "The label app is set by this configuration."
  }
}

variable "maintenance_message" {
  description = "Answers every command with this text; empty when all is well."
  type        = string
  default     = ""

  validation {
    condition     = length(var.maintenance_message) <= 2000
    error_message = "A Discord message has at most 2,000 characters."
  }
}

variable "monthly_budget" {
  description = "The budget for a month, in the billing account's currency."
  type        = number
  default     = 20

  validation {
    condition = (
      var.monthly_budget >= 1 && floor(var.monthly_budget) ==
      var.monthly_budget
    )
    error_message = "monthly_budget is a whole number, 1 or more."
  }
}

variable "name" {
  description = "Begins every name, so that a project can hold two of them."
  type        = string
  default     = "mando"

  validation {
    condition = can(regex(
      "^[a-z]([a-z0-9-]{0,14}[a-z0-9])$", var.name
    ))
    error_message = join("", [
      "name is 2 to 16 lower-case letters, digits and hyphens, beginning ",
      "with a letter and not ending with a hyphen.",
    ])
  }
}

variable "notification_emails" {
  description = "Who is written to when an alert fires."
  type        = set(string)
  default     = []

  validation {
    condition = alltrue([
      for email in var.notification_emails :
      can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))
    ])
    error_message = "notification_emails are addresses like a@example.com."
  }
}

variable "package_directory" {
  description = "Where `mando package` has put the two zips."
  type        = string
  default     = "../dist"
}

variable "picture_base_url" {
  description = <<-EOT
    For picture_delivery = "link": the address that the bucket is reached
    under, if it is not https://storage.googleapis.com/BUCKET.
  EOT
  type        = string
  default     = ""

  validation {
    condition = (
      var.picture_base_url == "" ||
      can(regex("^https://[^/\\s]+(/[^\\s]*[^/\\s])?$", var.picture_base_url))
    )
    error_message = join("", [
      "picture_base_url begins with https:// and does not end with a slash.",
    ])
  }

  validation {
    condition = (
      var.picture_base_url == "" || var.picture_delivery == "link"
    )
    error_message = join("", [
      "picture_base_url has a meaning with picture_delivery = \"link\" only.",
    ])
  }
}

variable "picture_bucket_name" {
  description = "Name of the picture bucket; null for PROJECT-NAME-pictures."
  type        = string
  default     = null

  validation {
    condition = var.picture_bucket_name == null || can(regex(
      "^[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$", var.picture_bucket_name
    ))
    error_message = join("", [
      "picture_bucket_name is 3 to 63 lower-case letters, digits, _ and -, ",
      "beginning and ending with a letter or digit.",
    ])
  }

  validation {
    condition = var.picture_bucket_name == null || !can(regex(
      "^goog|google", var.picture_bucket_name
    ))
    error_message = "Cloud Storage refuses names with goog in front or google."
  }
}

variable "picture_delivery" {
  description = <<-EOT
    "attachment": the picture travels with the message and the bucket stays
    private. "link": the bucket is public for reading, the message points at
    it, and pictures never expire.
  EOT
  type        = string
  default     = "attachment"

  validation {
    condition     = contains(["attachment", "link"], var.picture_delivery)
    error_message = "picture_delivery is \"attachment\" or \"link\"."
  }
}

variable "picture_retention_days" {
  description = "Days a picture is kept; with link deliveries: for ever."
  type        = number
  default     = 30

  validation {
    condition = (
      var.picture_retention_days >= 1 &&
      floor(var.picture_retention_days) == var.picture_retention_days
    )
    error_message = "picture_retention_days is a whole number, 1 or more."
  }
}

variable "project_id" {
  description = "The Google Cloud project, best one of its own."
  type        = string

  validation {
    condition = can(regex(
      "^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id
    ))
    error_message = join("", [
      "project_id is 6 to 30 lower-case letters, digits and hyphens: the ",
      "id, not the name or the number; see `gcloud projects list`.",
    ])
  }
}

variable "public_endpoint" {
  description = <<-EOT
    Grants allUsers the right to call the receiver, which Discord needs. Off
    where an organisation policy forbids it; docs/operations.md says how to
    go on then.
  EOT
  type        = bool
  default     = true
}

variable "receiver_concurrency" {
  description = "Requests that one receiver instance takes at a time."
  type        = number
  default     = 80

  validation {
    condition = (
      floor(var.receiver_concurrency) == var.receiver_concurrency &&
      var.receiver_concurrency >= 1 && var.receiver_concurrency <= 1000
    )
    error_message = join("", [
      "receiver_concurrency is a whole number, ",
      "1 to 1000, as Cloud Run allows.",
    ])
  }
}

variable "receiver_cpu" {
  description = "CPUs of one receiver instance."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2, 4, 8], var.receiver_cpu)
    error_message = "receiver_cpu is 1, 2, 4 or 8: less serves one at a time."
  }
}

variable "receiver_max_instances" {
  description = "The most receiver instances, and so the highest cost."
  type        = number
  default     = 20

  validation {
    condition = (
      floor(var.receiver_max_instances) == var.receiver_max_instances &&
      var.receiver_max_instances >= 1 && var.receiver_max_instances <= 1000 &&
      var.receiver_max_instances >= var.receiver_min_instances
    )
    error_message = join("", [
      "receiver_max_instances is a whole number, 1 to 1000 and not below ",
      "receiver_min_instances.",
    ])
  }
}

variable "receiver_memory_mib" {
  description = "Memory of one receiver instance in MiB."
  type        = number
  default     = 512

  validation {
    condition = (
      floor(var.receiver_memory_mib) == var.receiver_memory_mib &&
      var.receiver_memory_mib >= 512 * (
        var.receiver_cpu < 4 ? 1 : var.receiver_cpu
      ) &&
      var.receiver_memory_mib <= 4096 * var.receiver_cpu
    )
    error_message = join("", [
      "receiver_memory_mib is a whole number: at least 512, or the instance ",
      "gets a part of a CPU, at least 2048 for 4 CPUs and 4096 for 8, and at ",
      "most 4096 for each CPU.",
    ])
  }
}

variable "receiver_min_instances" {
  description = <<-EOT
    Receiver instances that are kept ready. 0 costs nothing while idle; 1
    costs about 10 USD a month and spares the first command after a pause the
    start of an instance, which counts against Discord's 3 seconds.
  EOT
  type        = number
  default     = 0

  validation {
    condition = (
      floor(var.receiver_min_instances) == var.receiver_min_instances &&
      var.receiver_min_instances >= 0 && var.receiver_min_instances <= 100
    )
    error_message = "receiver_min_instances is a whole number, 0 to 100."
  }
}

variable "region" {
  description = "The region of everything; near Discord: us-east1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]{1,2}$", var.region))
    error_message = "region looks like us-east1: a region, not a zone."
  }
}

variable "renderer_concurrency" {
  description = "Pictures that one renderer instance works on at a time."
  type        = number
  default     = 20

  validation {
    condition = (
      floor(var.renderer_concurrency) == var.renderer_concurrency &&
      var.renderer_concurrency >= 1 && var.renderer_concurrency <= 1000
    )
    error_message = join("", [
      "renderer_concurrency is a whole number, ",
      "1 to 1000, as Cloud Run allows.",
    ])
  }
}

variable "renderer_cpu" {
  description = "CPUs of one renderer instance."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2, 4, 8], var.renderer_cpu)
    error_message = "renderer_cpu is 1, 2, 4 or 8: less serves one at a time."
  }
}

variable "renderer_max_instances" {
  description = "The most renderer instances, and so the highest cost."
  type        = number
  default     = 100

  validation {
    condition = (
      floor(var.renderer_max_instances) == var.renderer_max_instances &&
      var.renderer_max_instances >= 1 && var.renderer_max_instances <= 1000 &&
      var.renderer_max_instances >= var.renderer_min_instances
    )
    error_message = join("", [
      "renderer_max_instances is a whole number, 1 to 1000 and not below ",
      "renderer_min_instances.",
    ])
  }
}

variable "renderer_memory_mib" {
  description = "Memory of one renderer instance in MiB."
  type        = number
  default     = 1024

  validation {
    condition = (
      floor(var.renderer_memory_mib) == var.renderer_memory_mib &&
      var.renderer_memory_mib >= 512 * (
        var.renderer_cpu < 4 ? 1 : var.renderer_cpu
      ) &&
      var.renderer_memory_mib <= 4096 * var.renderer_cpu
    )
    error_message = join("", [
      "renderer_memory_mib is a whole number: at least 512, or the instance ",
      "gets a part of a CPU, at least 2048 for 4 CPUs and 4096 for 8, and at ",
      "most 4096 for each CPU.",
    ])
  }
}

variable "renderer_min_instances" {
  description = "Renderer instances that are kept ready; 0 costs nothing."
  type        = number
  default     = 0

  validation {
    condition = (
      floor(var.renderer_min_instances) == var.renderer_min_instances &&
      var.renderer_min_instances >= 0 && var.renderer_min_instances <= 100
    )
    error_message = "renderer_min_instances is a whole number, 0 to 100."
  }
}

variable "renderer_timeout_seconds" {
  description = "Seconds after which Cloud Run ends a delivery."
  type        = number
  default     = 60

  validation {
    condition = (
      floor(var.renderer_timeout_seconds) == var.renderer_timeout_seconds &&
      var.renderer_timeout_seconds >= 30 &&
      var.renderer_timeout_seconds <= 540
    )
    error_message = join("", [
      "renderer_timeout_seconds is a whole number, 30 to 540: ",
      "one delivery may take 25 s.",
    ])
  }
}

variable "runbook_url" {
  description = "Where the alerts send their reader."
  type        = string

  default = "https://github.com/mandobot/mando/blob/main/docs/operations.md"

  validation {
    condition     = can(regex("^https://[^\\s#]+$", var.runbook_url))
    error_message = "runbook_url begins with https:// and has no #."
  }
}

variable "signature_max_age" {
  description = "How far a request's timestamp may be from now, as 5m or 30s."
  type        = string
  default     = "5m"

  validation {
    condition     = can(regex("^[1-9][0-9]*[smh]$", var.signature_max_age))
    error_message = "signature_max_age is a duration like 30s, 5m or 1h."
  }
}

variable "silence_hours" {
  description = <<-EOT
    Hours without one answered PING or command after which an alert fires; 0
    for a bot that may rest longer.
  EOT
  type        = number
  default     = 24

  validation {
    condition = (
      var.silence_hours >= 0 && var.silence_hours <= 24 &&
      floor(var.silence_hours) == var.silence_hours
    )
    error_message = "silence_hours is a whole number from 0 to 24."
  }
}

variable "static_egress" {
  description = <<-EOT
    Gives the renderer one outgoing address of its own, for when Discord
    blocks the shared ones: Direct VPC egress through Cloud NAT. It costs
    3.65 USD a month for the address, 1.02 for each renderer instance that
    runs all month (32 at most are counted), and 0.045 for each GiB. List
    prices, put together on 2026-11-22.
  EOT
  type        = bool
  default     = false
}

variable "user_burst" {
  description = "Commands that one user may give at once."
  type        = number
  default     = 3

  validation {
    condition = (
      var.user_burst >= 1 && floor(var.user_burst) == var.user_burst
    )
    error_message = "user_burst is a whole number, 1 or more."
  }
}

variable "user_rate_per_minute" {
  description = "Commands that one user may give in a minute; 0 for no limit."
  type        = number
  default     = 6

  validation {
    condition = (
      var.user_rate_per_minute >= 0 &&
      floor(var.user_rate_per_minute) == var.user_rate_per_minute
    )
    error_message = "user_rate_per_minute is a whole number, 0 or more."
  }
}
