terraform {
  # 1.9 is the first version in which a variable's validation may read other
  # variables; without it the rules that must hold together would only warn.
  required_version = ">= 1.9"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 7.45, < 9.0"
    }
  }
}
