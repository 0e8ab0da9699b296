using System.Text;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What is read of a repository: the bundle's folder, and of everything else only what the bundle names.</summary>
public sealed class SurroundingsTests : IDisposable
{
    const string Configuration = """
        bundle: {name: around}
        include: [../shared/*.yml]
        targets: {dev: {sync: {paths: [., ../common]}}}
        """;

    static readonly (string Path, string Content)[] Repository =
    [
        (".gitignore", "*.log"),
        ("README.md", "r"),
        ("common/lib.py", "x"),
        ("common/.gitignore", "old"),
        ("shared/jobs.yml", "artifacts: {lib: {type: whl, files: [{source: ../lib/dist/*.whl}]}}"),
        ("shared/notes.txt", "x"),
        ("lib/dist/lib-1.whl", "x"),
        ("lib/src/lib.py", "x"),
        ("team/.gitignore", "*.tmp"),
        ("team/bundle/databricks.yml", Configuration.Replace("../", "../../", StringComparison.Ordinal)),
        ("team/bundle/nb.py", "x"),
    ];

    static readonly string[] Wanted =
    [
        "../../.gitignore", "../../common/.gitignore", "../../common/lib.py", "../../lib/dist/lib-1.whl", "../../shared/jobs.yml",
        "../.gitignore",
        "databricks.yml", "nb.py",
    ];

    readonly string _folder = Directory.CreateTempSubdirectory("repository-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_a_folder_in_a_worktree_it_is_what_the_bundle_names()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));

        var files = Write(Repository).Read();

        files.Folder.ShouldBe("team/bundle");
        files.Paths.ShouldBe(Wanted);
        files.ChangedAt("nb.py").ShouldBe(new DateTimeOffset(File.GetLastWriteTimeUtc(Path.Combine(_folder, "team/bundle/nb.py"))));
    }

    [Fact]
    public void Without_a_repository_nothing_above_the_folder_is_read() =>
        Write(Repository).Read().Paths.ShouldBe(["databricks.yml", "nb.py"]);

    [Fact]
    public void Of_a_commit_it_is_the_same_and_an_archive_keeps_it()
    {
        var files = BundleArchive.FromGitHub(GitHubTar.Of(Repository), "team/bundle");
        var archive = BundleArchive.Of(files);

        var opened = archive.Open();

        opened.Folder.ShouldBe("team/bundle");
        opened.Paths.ShouldBe(Wanted);
        Encoding.UTF8.GetString(opened.Read("../../common/lib.py").Span).ShouldBe("x");
        BundleArchive.Of(opened).Digest.ShouldBe(archive.Digest);
    }

    [Fact]
    public void A_bundle_that_names_nothing_beside_it_is_archived_without_its_repository()
    {
        var own = GitHubTar.Of((".gitignore", "*.log"), ("README.md", "r"), ("bundle/databricks.yml", "bundle: {name: own}"));

        var files = BundleArchive.FromGitHub(own, "bundle");

        files.Paths.ShouldBe(["databricks.yml"]);
        BundleArchive.Of(files).Digest.ShouldBe(BundleArchive.Of(TestBundle.Of(("databricks.yml", "bundle: {name: own}"))).Digest);
    }

    [Fact]
    public void A_whole_repository_can_be_asked_for()
    {
        var files = BundleArchive.FromGitHub(GitHubTar.Of(("a.py", "x"), ("bundle/databricks.yml", "sync: {paths: [..]}")), "bundle");

        files.Paths.ShouldBe(["../a.py", "databricks.yml"]);
        TestBundle.Validate(files).Bundle.Files.Paths.ShouldBe(["a.py", "bundle/databricks.yml"]);
    }

    [Fact]
    public void What_a_folder_holds_is_read_only_when_it_is_needed_and_a_pipe_never()
    {
        var folder = Write(
            [("team/bundle/databricks.yml", "bundle: {name: large}"), ("team/bundle/.gitignore", "data/"), ("team/bundle/data/x.bin", "x")]);
        using (var large = File.OpenWrite(Path.Combine(folder.Root, "data", "large.bin")))
        {
            large.SetLength(BundleFiles.MaximumBytes + 1);
        }

        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder.Root, "pipe")))
        {
            mkfifo.WaitForExit();
        }

        var files = folder.Read();

        files.Read("pipe").Length.ShouldBe(0);
        TestBundle.Validate(files).Text().ShouldBe("");
        TestBundle.Validate(folder.Read().Without("data/large.bin").And("notes.md", "x")).Bundle.Files.Paths
            .ShouldBe([".gitignore", "databricks.yml", "notes.md", "pipe"]);
        File.Delete(Path.Combine(folder.Root, ".gitignore"));
        TestBundle.Validate(folder.Read()).Text().ShouldContain("Error: the bundle holds 50.0 MB to synchronise; 50 MB is the limit");
    }

    [Theory]
    [InlineData("x[1]")]
    [InlineData("x*")]
    public void A_root_that_looks_like_a_pattern_is_refused(string name) =>
        Should.Throw<BundleInvalidException>(() => BundleFolder.At(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName))
            .Message.ShouldContain("is taken for a pattern");

    BundleFolder Write((string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }

        return BundleFolder.At(Path.Combine(_folder, "team/bundle"));
    }
}
