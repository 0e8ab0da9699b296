using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>The commits a new repository starts with, oldest first: the bundle as it grew under two people's hands.</summary>
sealed class SeedHistory(string bundleFolder)
{
    const string Prefix = "seed/";

    public IEnumerable<(NewCommit Commit, TimeSpan Age)> Commits()
    {
        var bundle = BundleFiles();
        yield return (new(Everybody.Tom, "Set up the repository\n\nThe checks run on every push to main.", OwnFiles()), TimeSpan.FromDays(
            9.2));
        yield return (
            new(
                Everybody.Priya,
                "Describe the ELT job and its three targets\n\ndev pauses the schedule; test and prod run it at two in the morning.",
                Under(bundle, "bundle/databricks.yml", "bundle/resources/")),
            TimeSpan.FromDays(6.1));
        yield return (
            new(
                Everybody.Tom,
                "Load, curate and aggregate the orders (#12)\n\nBronze keeps what arrived, silver keeps the last valid state of an order, gold adds up by month.",
                Under(bundle, "bundle/src/"))
            {
                CoAuthors = [Everybody.Priya],
            },
            TimeSpan.FromDays(2.4));
        yield return (
            new(
                Everybody.Priya,
                "Add sample orders and say how to run the bundle (#14)\n\n360 rows with the faults of real deliveries are enough to see every rule at work.",
                bundle),
            TimeSpan.FromHours(3.3));
    }

    Dictionary<string, string?> BundleFiles()
    {
        var files = Directory.Exists(bundleFolder) ? Directory.GetFiles(bundleFolder, "*", SearchOption.AllDirectories) : [];
        return files.Length > 0
            ? files.ToDictionary(
                file => "bundle/" + Path.GetRelativePath(bundleFolder, file).Replace('\\', '/'),
                string? (file) => File.ReadAllText(file),
                StringComparer.Ordinal)
            : throw new DirectoryNotFoundException($"There is no bundle to seed the repository from: {bundleFolder} is empty or missing.");
    }

    static Dictionary<string, string?> Under(Dictionary<string, string?> files, params string[] starts) => files
        .Where(file => starts.Any(start => file.Key.StartsWith(start, StringComparison.Ordinal)))
        .ToDictionary(StringComparer.Ordinal);

    static Dictionary<string, string?> OwnFiles()
    {
        var assembly = typeof(SeedHistory).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(
                name => name[Prefix.Length..].Replace('\\', '/'),
                string? (name) =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return reader.ReadToEnd();
                },
                StringComparer.Ordinal);
    }
}
