namespace ReleasePortal.Cli;

static class Usage
{
    public const string Text = """
        Deploys Databricks bundles. Works in the folder of a bundle, or in DATABRICKS_BUNDLE_ROOT.

        bundle validate    Loads, resolves and checks the bundle; changes nothing
        bundle plan        Shows what a deployment would change
        bundle deploy      Deploys the bundle
        bundle destroy     Deletes everything that was deployed
        bundle summary     Shows what is deployed and where

          -t, --target NAME       The target; else DATABRICKS_BUNDLE_TARGET, the only one, or the one marked as default
              --var NAME=VALUE    The value of a variable; may be given several times
          -o, --output FORM       text or json
              --strict            Warnings are errors
              --auto-approve      Does not ask before data is deleted
              --force-lock        Takes the deploy lock away from whoever has it
          -c, --cluster-id ID     Runs every task on this cluster; with mode: development only
          -h, --help              This text

        Signs in with DATABRICKS_HOST and DATABRICKS_TOKEN, or DATABRICKS_HOST, ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID.

        """;
}
