/**
 * The oracle: the meaning of a placement, written a second time as a plain scan over all instances.
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
 * <p>{@link dev.berth.oracle.Lockstep} compares an engine with the oracle: it has the commands of the engine, carries
 * out each on both, and compares the results and then the states. {@link dev.berth.oracle.Draws} predicts random
 * choices.
 *
 * <p>{@link dev.berth.oracle.NaiveCandidates} is the walk through candidates.
 *
 * <p>The service scheduler is written a second time as well: what happens when in
 * {@link dev.berth.oracle.NaiveServices}, the rest in {@link dev.berth.oracle.NaiveScaleIn},
 * {@link dev.berth.oracle.NaiveRebalancing} and {@link dev.berth.oracle.NaiveFargate}.
 * {@link dev.berth.oracle.ServicesLockstep} compares the services with it.
 *
 * <p>The code is neither fast nor clever, so that it can be checked by eye.
 */
package dev.berth.oracle;
