using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>What somebody with the database file in their hands can do to the record without being noticed: nothing.</summary>
public sealed class AuditTests
{
    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_untouched_record_holds()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ReleaseInDevAsync();

        var check = await portal.Get<CheckAudit>().RunAsync(Soon);

        check.First.ShouldBeNull();
        check.Entries.ShouldBe(await portal.ReadAsync(db => db.Audit.LongCountAsync(Soon)));
        check.NewestHash.ShouldBe((await portal.ReadAsync(db => db.Audit.OrderBy(entry => entry.Sequence).LastAsync(Soon))).Hash);
    }

    [Theory]
    [InlineData("UPDATE Audit SET Actor = 'Nobody' WHERE Sequence = 2", 2, "was changed after it was written")]
    [InlineData("DELETE FROM Audit WHERE Sequence = 2", 2, "is missing")]
    [InlineData("UPDATE Audit SET PreviousHash = '' WHERE Sequence = 3", 3, "was changed after it was written")]
    public async Task A_changed_or_missing_entry_is_named(string forgery, long sequence, string what)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ReleaseInDevAsync();
        await ForgeAsync(portal, forgery);

        var view = await portal.Get<ReadAudit>().RunAsync(TestPortal.Elt, null, 100, Soon);

        view.Check.First.ShouldBe(new(sequence, what));
    }

    [Fact]
    public async Task A_forged_entry_with_a_hash_that_fits_breaks_the_link_of_the_next()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ReleaseInDevAsync();
        var before = await portal.ReadAsync(db => db.Audit.AsNoTracking().SingleAsync(entry => entry.Sequence == 1, Soon));
        var old = await portal.ReadAsync(db => db.Audit.AsNoTracking().SingleAsync(entry => entry.Sequence == 2, Soon));
        var forged = new AuditEntry(before, old.At, null, "Nobody", old.Address, old.Pipeline, old.Action, old.Subject, old.Details);
        await ForgeAsync(portal, $"UPDATE Audit SET ActorId = NULL, Actor = 'Nobody', Hash = '{forged.Hash}' WHERE Sequence = 2");

        var check = await portal.Get<CheckAudit>().RunAsync(Soon);

        check.First!.Sequence.ShouldBe(3);
        check.First.What.ShouldStartWith("does not follow");
    }

    static Task<int> ForgeAsync(TestPortal portal, string sql) => portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, Soon));
}
