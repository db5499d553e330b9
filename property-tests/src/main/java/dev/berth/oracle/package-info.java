/**
 * The oracle: what a placement means, said a second time, by a plain scan over all instances.
 *
 * <p>Read it in this order, ten minutes in all:
 *
 * <ol>
 *   <li>{@link dev.berth.oracle.Amounts}, {@link dev.berth.oracle.OracleInstance},
 *       {@link dev.berth.oracle.OracleTask}, {@link dev.berth.oracle.OracleGroup},
 *       {@link dev.berth.oracle.OraclePlan}: the state, as objects;
 *   <li>{@link dev.berth.oracle.Eligibility}: the ten checks, one line each, in their order;
 *   <li>{@link dev.berth.oracle.Ranking}: the strategies, each of which narrows a list of candidates;
 *   <li>{@link dev.berth.oracle.OracleExplanation}: counts by first reason, and the closest instance;
 *   <li>{@link dev.berth.oracle.Oracle}: the cluster, how it changes, and its digest.
 * </ol>
 *
 * <p>{@link dev.berth.oracle.Lockstep} holds an engine to the oracle: it has the commands of the engine, carries out
 * each on both, compares the results, and then the states. A {@code random} pick is not predicted: it must be one of
 * the candidates, and the oracle then does the same.
 *
 * <p>The service scheduler is said a second time as well: what happens when in {@link dev.berth.oracle.NaiveServices},
 * the rest in {@link dev.berth.oracle.NaiveScaleIn}, {@link dev.berth.oracle.NaiveRebalancing} and
 * {@link dev.berth.oracle.NaiveFargate}. {@link dev.berth.oracle.ServicesLockstep} holds the services to it.
 *
 * <p>Nothing here is fast and nothing is clever; that is the point.
 */
package dev.berth.oracle;
