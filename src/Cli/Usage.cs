namespace ReleasePortal.Cli;

static class Usage
{
    public const string Text = """
        bundle: deploys Databricks bundles. Works in the folder of a bundle, or in DATABRICKS_BUNDLE_ROOT.

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

        provision: what a stage stands on in Azure and Unity Catalog, with the settings of the portal.

        provision plan      Shows what would be created or changed, field by field
        provision apply     Shows the plan, asks, and carries it out; the same call again goes on after an interruption
        provision doctor    Shows what the service principal may not do yet, and how to grant it

          -s, --stage NAME        The stage; needed
          -p, --pipeline KEY      The pipeline, where there are several
              --settings FILE     The portal's settings, like appsettings.json, or NAME=VALUE lines in a file that ends in .env;
                                  may be given several times. The environment is stronger
          -o, --output FORM       text or json
              --auto-approve      Does not ask
              --plan-digest SHA   Applies the plan of this digest and no other, without asking

        """;
}
