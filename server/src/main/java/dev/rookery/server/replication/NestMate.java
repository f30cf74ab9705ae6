package dev.rookery.server.replication;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.function.Consumer;

/// Generated classes: hidden, and nest mates of a game's class, so that they reach its private parts by plain instructions,
/// which the compiler treats like hand-written code.
final class NestMate {
    private NestMate() {}

    /// One instance of a generated class without state.
    ///
    /// @param host the game's class
    /// @param superclass with a constructor without parameters, which is kept
    /// @param constants for the code, which loads the i-th by [ConstantDescs#BSM_CLASS_DATA_AT]
    /// @param methods writes the others
    static <T> T of(Class<?> host, Class<T> superclass, List<?> constants, Consumer<ClassBuilder> methods) {
        ClassDesc parent = describe(superclass);
        ClassDesc name = ClassDesc.of(host.getName() + superclass.getSimpleName());
        byte[] bytes = ClassFile.of().build(name, builder -> methods.accept(builder.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                .withSuperclass(parent)
                .withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, code -> code.aload(0)
                        .invokespecial(parent, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_())));
        try {
            MethodHandles.Lookup hidden = MethodHandles.privateLookupIn(host, MethodHandles.lookup())
                    .defineHiddenClassWithClassData(bytes, constants, true, MethodHandles.Lookup.ClassOption.NESTMATE);
            MethodType constructor = MethodType.methodType(void.class);
            return superclass.cast(
                    hidden.findConstructor(hidden.lookupClass(), constructor).invoke());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot reach into " + host.getName()
                    + ": open its package to dev.rookery.server if it lies in a module of its own.", e);
        }
    }

    static ClassDesc describe(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}
