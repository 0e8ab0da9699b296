using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What git needs to sign in is nobody else's business.</summary>
public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://github.com/nanba/elt.git", "https://github.com/nanba/elt.git")]
    [InlineData("https://ci-token:SECRET@github.com/nanba/elt.git", "https://github.com/nanba/elt.git")]
    [InlineData("https://SECRET@git.nanba.example:8443/nanba/elt", "https://git.nanba.example:8443/nanba/elt")]
    [InlineData("https://git.nanba.example/nanba/elt.git?private_token=SECRET#SECRET", "https://git.nanba.example/nanba/elt.git")]
    [InlineData("https://user:SEC/RET@github.com/nanba/elt.git", "")]
    [InlineData("https://user:SEC RET@@git hub/nanba/elt.git", "")]
    [InlineData("git@github.com:nanba/elt.git", "https://github.com/nanba/elt.git")]
    [InlineData("github.com:/nanba/elt.git", "https://github.com/nanba/elt.git")]
    [InlineData("ssh://git:SECRET@github.com:22/nanba/elt.git", "https://github.com/nanba/elt.git")]
    [InlineData("codecommit::https://user:SECRET@git.nanba.example/elt", "https://git.nanba.example/elt")]
    [InlineData("../elt", "../elt")]
    [InlineData("/srv/git/a:b@c.git", "/srv/git/a:b@c.git")]
    [InlineData("C:/git/elt", "C:/git/elt")]
    [InlineData("", "")]
    public void Of_a_remote_only_the_address_of_its_pages_is_kept(string remote, string kept) =>
        new BundleGit("main", "7be03d9", remote, "bundle").OriginUrl.ShouldBe(kept);
}
