using System.Formats.Tar;
using System.Text;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

public sealed class BundleArchiveTests
{
    [Fact]
    public void Equal_files_give_one_digest_whatever_their_order_and_time()
    {
        var deep = string.Join('/', Enumerable.Repeat("folder-with-a-long-name", 6)) + "/ü.sql";
        var one = TestBundle.Of(("b.yml", "b"), ("a/x.py", "x"), (deep, "q"));
        var other = TestBundle.Of((deep, "q"), ("a/x.py", "x"), ("b.yml", "b"));

        var archive = BundleArchive.Of(one);
        Thread.Sleep(1100);

        archive.Digest.ShouldBe(BundleArchive.Of(other).Digest);
        archive.Open().Paths.ShouldBe(["a/x.py", "b.yml", deep], ignoreOrder: true);
        BundleArchive.Of(TestBundle.Of(("b.yml", "B"), ("a/x.py", "x"), (deep, "q"))).Digest.ShouldNotBe(archive.Digest);
    }

    [Fact]
    public void Of_an_archive_of_GitHub_the_bundle_folder_is_taken()
    {
        var archive = GitHubTar.Of(("README.md", "r"), ("bundle/databricks.yml", "y"), ("bundle/src/a.py", "a"), ("bundled.txt", "t"));

        var files = BundleArchive.FromGitHub(archive, "bundle");

        files.Paths.ShouldBe(["databricks.yml", "src/a.py"]);
        Encoding.UTF8.GetString(files.Read("src/a.py").Span).ShouldBe("a");
    }

    [Theory]
    [InlineData("bundle/../../etc/passwd")]
    [InlineData("bundle/./x")]
    [InlineData("bundle//x")]
    [InlineData(@"bundle/..\x")]
    public void A_path_that_leads_out_is_refused(string path) =>
        Should.Throw<BundleArchiveException>(() => BundleArchive.FromGitHub(GitHubTar.Of((path, "x")), "bundle"))
            .Message.ShouldContain("leads out of the bundle");

    [Fact]
    public void A_link_is_refused_by_name()
    {
        var archive = GitHubTar.Of(
            tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "top/bundle/link") { LinkName = "/etc/passwd" }));

        Should.Throw<BundleArchiveException>(() => BundleArchive.FromGitHub(archive, "bundle")).Message
            .ShouldContain("'bundle/link' is a SymbolicLink");
    }

    [Fact]
    public void Fifty_megabytes_are_the_limit()
    {
        var large = new byte[26 * 1024 * 1024];
        var archive = GitHubTar.Of(tar =>
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "top/bundle/a") { DataStream = new MemoryStream(large) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "top/bundle/b") { DataStream = new MemoryStream(large) });
        });

        Should.Throw<BundleArchiveException>(() => BundleArchive.FromGitHub(archive, "bundle")).Message.ShouldContain("50 MB");
    }

    [Fact]
    public void What_is_no_archive_or_has_no_bundle_says_so()
    {
        Should.Throw<BundleArchiveException>(() => BundleArchive.FromGitHub([1, 2, 3], "bundle"))
            .Message.ShouldBe("The archive cannot be read.");
        Should.Throw<BundleArchiveException>(() => BundleArchive.FromGitHub(GitHubTar.Of(("README.md", "r")), "bundle"))
            .Message.ShouldBe("The commit has no folder 'bundle'.");
    }
}
