namespace ReleasePortal.Core.Bundles.State;

static class BundleVersion
{
    /// <summary>State files name the version of the Databricks CLI whose form they have; it compares them and warns.</summary>
    public const string Cli = "1.13.0";
}
